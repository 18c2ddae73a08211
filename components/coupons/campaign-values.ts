import { z } from "zod";
import type { CampaignDetail } from "@/lib/client/queries/campaigns";
import {
  CAMPAIGN_TYPES,
  campaignFields,
  campaignIssues,
  MOST_CODES,
  poolIssues,
} from "@/lib/domain/coupon/campaign";
import { CLEAR_CHARACTERS, codeConfig } from "@/lib/domain/coupon/code";
import {
  DISCOUNT_TARGETS,
  type Discount,
  type DiscountEffect,
  discount,
  effectsOf,
} from "@/lib/domain/coupon/discount";
import { type CampaignLimits, campaignLimits } from "@/lib/domain/coupon/limits";
import { recurrence } from "@/lib/domain/coupon/recurrence";
import { DURATION_UNITS, durationMs } from "@/lib/domain/time/duration";
import { isoLength, lengthOfIso } from "./iso-length";
import { inUnits } from "./length-words";

/** What the campaign form holds: every choice with its own field, so that switching one off and on again loses nothing. */
const values = z.object({
  name: z.string(),
  description: z.string(),
  type: z.enum(CAMPAIGN_TYPES),
  /** off: what is ticked comes off, together. The others stand alone. */
  discountKind: z.enum(["off", "fixed", "gift", "price_restore"]),
  /** A discount that the fields cannot show; kept as it is. */
  keptDiscount: discount.nullable(),
  /** Of percent and amount: what they come off. */
  target: z.enum(DISCOUNT_TARGETS),
  percentOn: z.boolean(),
  percentOff: z.number().nullable(),
  limitAmount: z.number().nullable(),
  amountOn: z.boolean(),
  amountOff: z.number().nullable(),
  shippingOn: z.boolean(),
  unitOn: z.boolean(),
  unitAdd: z.enum(["missing", "new", "same"]),
  units: z.number().nullable(),
  unitBuy: z.number().nullable(),
  unitProduct: z.string(),
  fixedAmount: z.number().nullable(),
  fixedEach: z.boolean(),
  giftAmount: z.number().nullable(),
  code: z.string(),
  pattern: z.string(),
  charset: z.string(),
  codesToMake: z.number().nullable(),
  startsAt: z.string().nullable(),
  endsAt: z.string().nullable(),
  validOn: z.boolean(),
  validFor: z.object({ value: z.number().nullable(), unit: z.enum(DURATION_UNITS) }),
  uses: z.enum(["once", "several", "unlimited"]),
  usesCount: z.number().nullable(),
  perCustomerOn: z.boolean(),
  perCustomer: z.number().nullable(),
  timeframeOn: z.boolean(),
  timeframeEvery: z.object({ value: z.number().nullable(), unit: z.enum(DURATION_UNITS) }),
  timeframeFor: z.object({ value: z.number().nullable(), unit: z.enum(DURATION_UNITS) }),
  /** 1 Monday to 7 Sunday; none is every day. */
  weekdays: z.array(z.number()),
  hoursOn: z.boolean(),
  hoursFrom: z.string(),
  hoursUntil: z.string(),
  /** Days and hours that the fields cannot show; kept as they are. */
  keptRecurrence: recurrence.nullable(),
  limits: z.record(z.string(), z.number().nullable()),
  joinOnce: z.boolean(),
  recovery: z.boolean(),
  itemsIncluded: z.array(z.string()),
  itemsExcluded: z.array(z.string()),
});
export type CampaignValues = z.output<typeof values>;

/** The form's schema: the rules are those of the campaign itself, said at the field a person sees. */
export function campaignValues(currency: string, making: boolean) {
  return values.superRefine((given, context) => {
    const complain = (path: string, message: string) =>
      context.addIssue({ code: "custom", path: [fieldOf(path)], message });
    if (
      given.keptDiscount === null &&
      given.discountKind === "off" &&
      !given.percentOn &&
      !given.amountOn &&
      !given.shippingOn &&
      !given.unitOn
    )
      complain("percentOn", "Choose what the code takes off.");
    const result = campaignFields.safeParse(toFields(given, currency));
    if (!result.success) {
      for (const issue of result.error.issues) {
        if (issue.path[0] !== "discount" || issue.path.length > 1)
          complain(issue.path.join("."), issue.message);
      }
      return;
    }
    for (const { path, message, fix } of campaignIssues(result.data))
      complain(path, fix ? `${message} ${fix}` : message);
    if (given.type !== "static" || !making) return;
    const count = given.codesToMake ?? 0;
    if (!Number.isInteger(count) || count < 0 || count > MOST_CODES) {
      complain("codesToMake", `Enter a number up to ${MOST_CODES.toLocaleString("en")}.`);
    } else if (count > 0) {
      for (const { message, fix } of poolIssues(result.data.codeConfig, count, 0))
        complain("codeConfig", `${message} ${fix}`);
    }
  });
}

/** What the server is told. An unfinished form gives an unfinished body, which the rules then refuse. */
export function toFields(given: CampaignValues, currency: string) {
  const standalone = given.type === "standalone";
  return {
    name: given.name,
    description: given.description,
    type: given.type,
    discount: toDiscount(given, currency) as Discount,
    codeConfig: { pattern: given.pattern, charset: given.charset },
    code: standalone ? given.code : null,
    startsAt: given.startsAt,
    endsAt: given.endsAt,
    validForMs:
      given.validOn && !standalone
        ? durationMs({ value: given.validFor.value ?? 0, unit: given.validFor.unit })
        : null,
    quantityPerCode: given.uses === "unlimited" ? null : given.uses === "once" ? 1 : (given.usesCount ?? 0),
    perCustomer: given.perCustomerOn ? (given.perCustomer ?? 0) : null,
    limits: given.limits as CampaignLimits,
    recurrence: toRecurrence(given),
    joinOnce: given.joinOnce,
    recovery: given.recovery,
  };
}

function toRecurrence(given: CampaignValues) {
  if (given.keptRecurrence) return given.keptRecurrence;
  return {
    timeframe: given.timeframeOn
      ? { interval: isoLength(given.timeframeEvery), duration: isoLength(given.timeframeFor) }
      : null,
    // The campaign counts Sunday as 0.
    daysOfWeek: given.weekdays.map((day) => day % 7),
    hours: given.hoursOn
      ? [{ from: given.hoursFrom, until: given.hoursUntil, daysOfWeek: [] as number[] }]
      : [],
  };
}

function toDiscount(given: CampaignValues, currency: string): unknown {
  if (given.keptDiscount) return given.keptDiscount;
  if (given.discountKind === "price_restore") return { type: "price_restore" };
  if (given.discountKind === "gift") return { type: "gift", amount: given.giftAmount, currency };
  if (given.discountKind === "fixed") {
    const appliesTo = given.fixedEach ? "items" : "order";
    return { type: "fixed", fixedAmount: given.fixedAmount, currency, appliesTo };
  }
  const effects: unknown[] = [];
  const appliesTo = given.target === "order" ? undefined : given.target;
  if (given.percentOn) {
    const amountLimit = given.limitAmount === null ? null : { amount: given.limitAmount, currency };
    effects.push({ type: "percent", percentOff: given.percentOff, amountLimit, appliesTo });
  }
  if (given.amountOn) effects.push({ type: "amount", amountOff: given.amountOff, currency, appliesTo });
  if (given.shippingOn) effects.push({ type: "free_shipping" });
  if (given.unitOn) {
    const product = given.unitAdd === "same" ? null : given.unitProduct;
    effects.push({ type: "unit", units: given.units, add: given.unitAdd, buy: given.unitBuy ?? 1, product });
  }
  return effects.length > 1 ? { type: "combination", effects } : effects[0];
}

/** Where the rules' paths are in the form; the server's too. */
export function fieldOf(path: string): keyof CampaignValues {
  const last = path.split(".").at(-1) ?? "";
  if (path.startsWith("discount")) {
    if (last === "amountOff") return "amountOff";
    if (last === "fixedAmount") return "fixedAmount";
    if (last === "amount" && !path.includes("amountLimit")) return "giftAmount";
    if (last === "units") return "units";
    if (last === "buy") return "unitBuy";
    if (last === "product") return "unitProduct";
    return path.includes("amountLimit") ? "limitAmount" : "percentOff";
  }
  if (path.startsWith("codeConfig")) return "pattern";
  if (path.startsWith("recurrence.hours")) return "hoursOn";
  if (path.startsWith("recurrence")) return "timeframeOn";
  if (path.startsWith("limits")) return "limits";
  if (path === "validForMs") return "validFor";
  if (path === "quantityPerCode") return "usesCount";
  return (path in values.shape ? path : "name") as keyof CampaignValues;
}

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
