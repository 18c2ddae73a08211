import type { RefusalKey } from "@/lib/domain/coupon/judge-redemption";

const WORDS: Record<RefusalKey, string> = {
  quantity_exceeded: "used up",
  voucher_expired: "expired",
  voucher_not_active: "not yet valid",
  voucher_not_active_now: "counts at other days or hours",
  voucher_disabled: "switched off",
  // Which of them is not kept with the try.
  redemption_rules_violated: "a limit of the campaign, the customer or a rule is reached",
  customer_rules_violated: "not for this customer",
  order_rules_violated: "order does not fit",
  missing_customer: "customer unknown",
  missing_order: "no order was sent",
  missing_amount: "no amount was sent",
  gift_amount_exceeded: "more than is left on the gift card",
};

/** Why the use of a code was refused, in words; a key that is unknown here reads as it is written. */
export function refusalWords(failure: string): string {
  return Object.hasOwn(WORDS, failure) ? WORDS[failure as RefusalKey] : failure.replaceAll("_", " ");
}
