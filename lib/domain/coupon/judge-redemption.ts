import { type AppliedDiscount, applyDiscount } from "./apply-discount";
import type { Discount } from "./discount";
import {
  type BoundRule,
  isEligibleLine,
  judgeRules,
  type RuleCustomer,
  type RuleFailure,
} from "./judge-rule";
import {
  type CampaignLimits,
  type Counted,
  type CounterScope,
  limitReached,
  limitsOf,
  scopeName,
} from "./limits";
import type { PricedOrder } from "./priced-order";
import { budgetOf } from "./rule";
import { type CampaignTerms, type InapplicableKey, type VoucherTerms, voucherState } from "./validity";

/** Why a code does not count, as the compatible API names it. */
export type RefusalKey = InapplicableKey | RuleFailure["key"] | "missing_amount" | "gift_amount_exceeded";

export type Judgement =
  | { kind: "applicable"; applied: Extract<AppliedDiscount, { kind: "applied" }> | null }
  | {
      kind: "inapplicable";
      key: RefusalKey;
      reason: string;
      /** The broken rule's own words for the customer. */
      message?: string | null;
    };

/** What decides about one use of a code. */
export type RedemptionCase = {
  voucher: VoucherTerms & { customerId?: string | null };
  campaign: CampaignTerms & { discount: Discount; perCustomer: number | null; limits?: CampaignLimits };
  rules?: readonly BoundRule[];
  /** Whose use it is; null when nobody knows. */
  customerId: string | null;
  /** What rules may know of them; needed where rules ask for it. */
  customer?: RuleCustomer | null;
  /** What was counted before this use, by the scope's name: see `scopesOf`. */
  before: Readonly<Record<string, Counted>>;
  /** null when the caller said no amount: the code is judged, nothing is calculated. */
  order: PricedOrder | null;
  /** That of the campaign's budgets, ISO 4217: see `budgetCurrency`. Needed where an order may be in another. */
  currency?: string;
  orderMetadata?: Readonly<Record<string, unknown>>;
  metadata?: Readonly<Record<string, unknown>>;
  /** Minor units to take from a gift card; all that is needed unless given. */
  credits?: number | null;
  /** Prices of products that the discount may add, by id or source id; minor units. */
  prices?: Readonly<Record<string, number>>;
};

/** Whether a code may be used for an order at `now` (epoch ms), and what it takes off. The same for a check and for the use itself. */
export function judgeRedemption(given: RedemptionCase, now: number): Judgement {
  const { voucher, campaign, customerId, rules = [] } = given;
  const state = voucherState(voucher, campaign, now);
  if (state.kind === "inapplicable") return state;
  const balance = voucher.balance ?? null;
  const credits = given.credits ?? null;
  if (balance !== null && credits === null && given.order === null)
    return inapplicable(
      "missing_amount",
      "Say what to take from this gift card: send the order, or gift.credits.",
    );
  if (balance !== null && credits !== null && credits > balance)
    return inapplicable("gift_amount_exceeded", `Only ${balance} minor units are left on this gift card.`);
  // A gift card can be drawn on without an order: what is drawn is the order then.
  const order =
    given.order ??
    (balance !== null && credits !== null ? { amount: credits, shippingAmount: 0, currency: null } : null);
  const limits = campaign.limits
    ? limitsOf(campaign.limits, campaign.perCustomer)
    : perCustomerOnly(campaign);
  if (customerId === null && limits.some(({ scope }) => scope.by === "customer")) {
    return inapplicable(
      "missing_customer",
      "This campaign counts redemptions by customer: say whose order it is.",
    );
  }
  const applied =
    order &&
    applyDiscount(order, campaign.discount, {
      eligible: (line) => rules.every(({ applicableTo }) => isEligibleLine(line, applicableTo)),
      prices: given.prices ?? {},
      ...(balance === null ? {} : { balance: Math.min(balance, credits ?? balance) }),
    });
  if (applied?.kind === "wrong_currency") {
    return inapplicable(
      "order_rules_violated",
      `This discount is in ${applied.expected} and the order is in ${order?.currency}.`,
    );
  }
  const currency = given.currency ?? order?.currency ?? null;
  const wrongCurrency =
    order && order.currency !== null && order.currency !== currency
      ? `This campaign's budget is in ${currency} and the order is in ${order.currency}.`
      : null;
  if (wrongCurrency && limits.some(({ what }) => what !== "count"))
    return inapplicable("order_rules_violated", wrongCurrency);
  const counted = (scope: CounterScope): Counted => {
    const before = given.before[scopeName(scope)] ?? { count: 0, discount: 0, order: 0 };
    return {
      count: before.count + 1,
      discount: before.discount + (applied?.discountAmount ?? 0),
      order: before.order + (order?.amount ?? 0),
    };
  };
  const reached = limitReached(limits, counted);
  if (reached) return inapplicable("redemption_rules_violated", reached);
  const failure = judgeRules(rules, {
    customer: given.customer ?? null,
    holder: customerId !== null && voucher.customerId === customerId,
    order,
    orderMetadata: given.orderMetadata ?? {},
    metadata: given.metadata ?? {},
    counted,
    wrongCurrency,
  });
  if (failure) return { kind: "inapplicable", ...failure };
  return { kind: "applicable", applied };
}

/** Every scope that a campaign's limits and rules look at; those of a customer only when there is one. */
export function scopesOf(
  campaign: Pick<RedemptionCase["campaign"], "limits" | "perCustomer">,
  rules: readonly BoundRule[],
  customerId: string | null,
): CounterScope[] {
  const limits = campaign.limits
    ? limitsOf(campaign.limits, campaign.perCustomer)
    : perCustomerOnly(campaign);
  const budgets = rules.flatMap(({ rules: { conditions } }) =>
    Object.values(conditions).flatMap(({ name }) => budgetOf(name)?.scope ?? []),
  );
  const scopes = new Map(
    [...limits.map(({ scope }) => scope), ...budgets].map((scope) => [scopeName(scope), scope]),
  );
  return [...scopes.values()].filter(({ by }) => by !== "customer" || customerId !== null);
}

function perCustomerOnly({ perCustomer }: { perCustomer: number | null }) {
  return perCustomer === null
    ? []
    : [{ scope: { by: "customer", over: "ever" } as const, what: "count" as const, most: perCustomer }];
}

function inapplicable(key: RefusalKey, reason: string): Judgement {
  return { kind: "inapplicable", key, reason };
}
