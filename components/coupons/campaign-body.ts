import type { Discount } from "@/lib/domain/coupon/discount";
import type { CampaignLimits } from "@/lib/domain/coupon/limits";
import { durationMs } from "@/lib/domain/time/duration";
import type { CampaignValues } from "./campaign-values";
import { isoLength } from "./iso-length";

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
