import type { CampaignDetail } from "@/lib/client/queries/campaigns";
import { CLEAR_CHARACTERS, codeConfig } from "@/lib/domain/coupon/code";
import { type DiscountEffect, effectsOf } from "@/lib/domain/coupon/discount";
import { campaignLimits } from "@/lib/domain/coupon/limits";
import type { CampaignValues } from "./campaign-values";
import { lengthOfIso } from "./iso-length";
import { inUnits } from "./length-words";

/** The form of a new campaign: 5% off, own codes made as needed, each for one use. */
export function newCampaignValues(): CampaignValues {
  return {
    name: "",
    description: "",
    type: "auto_update",
    discountKind: "off",
    keptDiscount: null,
    target: "order",
    percentOn: true,
    percentOff: 5,
    limitAmount: null,
    amountOn: false,
    amountOff: null,
    shippingOn: false,
    unitOn: false,
    unitAdd: "same",
    units: 1,
    unitBuy: 1,
    unitProduct: "",
    fixedAmount: null,
    fixedEach: false,
    giftAmount: null,
    code: "",
    pattern: "BACK-######",
    charset: CLEAR_CHARACTERS,
    codesToMake: 1_000,
    startsAt: null,
    endsAt: null,
    validOn: true,
    validFor: { value: 48, unit: "hours" },
    uses: "once",
    usesCount: 2,
    perCustomerOn: false,
    perCustomer: 1,
    timeframeOn: false,
    timeframeEvery: { value: 1, unit: "weeks" },
    timeframeFor: { value: 1, unit: "days" },
    weekdays: [],
    hoursOn: false,
    hoursFrom: "09:00",
    hoursUntil: "18:00",
    keptRecurrence: null,
    limits: campaignLimits.parse({}),
    joinOnce: false,
    recovery: true,
    itemsIncluded: [],
    itemsExcluded: [],
  };
}

/** The form of a campaign that exists. */
export function valuesOf(campaign: CampaignDetail): CampaignValues {
  const effects = effectsOf(campaign.discount);
  const percent = find(effects, "percent");
  const amount = find(effects, "amount");
  const unit = find(effects, "unit");
  const fixed = find(effects, "fixed");
  const gift = find(effects, "gift");
  const { type: kind } = campaign.discount;
  const { length, prefix, postfix, pattern, charset } = codeConfig.parse(campaign.codeConfig);
  return {
    ...newCampaignValues(),
    name: campaign.name,
    description: campaign.description,
    type: campaign.type,
    discountKind: kind === "fixed" || kind === "gift" || kind === "price_restore" ? kind : "off",
    // Units of several products.
    keptDiscount: effects.filter(({ type }) => type === "unit").length > 1 ? campaign.discount : null,
    target: percent?.appliesTo ?? amount?.appliesTo ?? "order",
    unitOn: unit !== undefined,
    unitAdd: unit?.add ?? "same",
    units: unit?.units ?? 1,
    unitBuy: unit?.buy ?? 1,
    unitProduct: unit?.product ?? "",
    fixedAmount: fixed?.fixedAmount ?? null,
    fixedEach: fixed?.appliesTo === "items",
    giftAmount: gift?.amount ?? null,
    percentOn: percent !== undefined,
    percentOff: percent?.percentOff ?? null,
    limitAmount: percent?.amountLimit?.amount ?? null,
    amountOn: amount !== undefined,
    amountOff: amount?.amountOff ?? null,
    shippingOn: find(effects, "free_shipping") !== undefined,
    code: campaign.code ?? "",
    pattern: pattern || `${prefix}${"#".repeat(length)}${postfix}`,
    charset,
    startsAt: campaign.startsAt,
    endsAt: campaign.endsAt,
    validOn: campaign.validForMs !== null,
    validFor: campaign.validForMs === null ? { value: 48, unit: "hours" } : inUnits(campaign.validForMs),
    uses:
      campaign.quantityPerCode === null ? "unlimited" : campaign.quantityPerCode === 1 ? "once" : "several",
    usesCount: Math.max(2, campaign.quantityPerCode ?? 2),
    perCustomerOn: campaign.perCustomer !== null,
    perCustomer: campaign.perCustomer ?? 1,
    ...recurrenceValues(campaign.recurrence),
    limits: campaign.limits,
    joinOnce: campaign.joinOnce,
    recovery: campaign.recovery,
    itemsIncluded: campaign.items.included,
    itemsExcluded: campaign.items.excluded,
  };
}

function recurrenceValues(given: CampaignDetail["recurrence"]): Partial<CampaignValues> {
  const { timeframe, daysOfWeek, hours } = given;
  const every = timeframe && lengthOfIso(timeframe.interval);
  const lasts = timeframe && lengthOfIso(timeframe.duration);
  const [window, second] = hours;
  if ((timeframe && !(every && lasts)) || second || (window && window.daysOfWeek.length > 0))
    return { keptRecurrence: given };
  return {
    ...(every && lasts ? { timeframeOn: true, timeframeEvery: every, timeframeFor: lasts } : {}),
    weekdays: daysOfWeek.map((day) => day || 7),
    ...(window ? { hoursOn: true, hoursFrom: window.from, hoursUntil: window.until } : {}),
  };
}

function find<T extends DiscountEffect["type"]>(effects: readonly DiscountEffect[], type: T) {
  return effects.find((effect): effect is Extract<DiscountEffect, { type: T }> => effect.type === type);
}
