import { type AppliedDiscount, applyDiscount, type PricedOrder } from "./apply-discount";
import type { Discount } from "./discount";
import { type CampaignTerms, type InapplicableKey, type VoucherTerms, voucherState } from "./validity";

/** Why a code does not count, as the compatible API names it. */
export type RefusalKey =
  | InapplicableKey
  /** The campaign counts redemptions by customer, and nobody said who this one is. */
  | "missing_customer"
  /** The customer has redeemed as often as the campaign allows one person. */
  | "redemption_rules_violated"
  /** The discount is in another currency than the order. */
  | "order_rules_violated";

export type Judgement =
  | { kind: "applicable"; applied: Extract<AppliedDiscount, { kind: "applied" }> | null }
  | { kind: "inapplicable"; key: RefusalKey; reason: string };

/** What decides about one use of a code. */
export type RedemptionCase = {
  voucher: VoucherTerms;
  campaign: CampaignTerms & { discount: Discount; perCustomer: number | null };
  /** Whose use it is; null when nobody knows. */
  customerId: string | null;
  /** That customer's redemptions in the campaign that stand. */
  redemptionsOfCustomer: number;
  /** null when the caller said no amount: the code is judged, nothing is calculated. */
  order: PricedOrder | null;
};

/** Whether a code may be used for an order at `now` (epoch ms), and what it takes off. The same for a check and for the use itself. */
export function judgeRedemption(given: RedemptionCase, now: number): Judgement {
  const { voucher, campaign, customerId, order } = given;
  const state = voucherState(voucher, campaign, now);
  if (state.kind === "inapplicable") return state;
  if (campaign.perCustomer !== null) {
    if (customerId === null) {
      return {
        kind: "inapplicable",
        key: "missing_customer",
        reason: "This campaign counts redemptions by customer: say whose order it is.",
      };
    }
    if (given.redemptionsOfCustomer >= campaign.perCustomer) {
      const times = campaign.perCustomer === 1 ? "once" : `${campaign.perCustomer} times`;
      return {
        kind: "inapplicable",
        key: "redemption_rules_violated",
        reason: `A customer may redeem codes of this campaign ${times}, and this one has.`,
      };
    }
  }
  if (order === null) return { kind: "applicable", applied: null };
  const applied = applyDiscount(order, campaign.discount);
  if (applied.kind === "wrong_currency") {
    return {
      kind: "inapplicable",
      key: "order_rules_violated",
      reason: `This discount is in ${applied.expected} and the order is in ${order.currency}.`,
    };
  }
  return { kind: "applicable", applied };
}
