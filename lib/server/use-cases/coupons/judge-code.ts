import { effectsOf } from "@/lib/domain/coupon/discount";
import {
  type Judgement,
  judgeRedemption,
  type RedemptionCase,
  scopesOf,
} from "@/lib/domain/coupon/judge-redemption";
import type { RuleCustomer } from "@/lib/domain/coupon/judge-rule";
import { budgetCurrency, type CounterScope } from "@/lib/domain/coupon/limits";
import type { PricedOrder } from "@/lib/domain/coupon/priced-order";
import { readPrices } from "@/lib/server/db/coupons/read-prices";
import { readRuleCustomers } from "@/lib/server/db/coupons/read-rule-customer";
import { type Before, type Counting, readCountersOfEach } from "@/lib/server/db/coupons/redemption-counters";
import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";
import type { Queryable } from "@/lib/server/db/pool";

/** Somebody uses, or thinks of using, a code. */
export type CodeUse = {
  customerId: string | null;
  /** Who it is where nobody knows them yet and `customerId` is null. */
  newcomer?: RuleCustomer | null;
  order: PricedOrder | null;
  orderMetadata?: Readonly<Record<string, unknown>>;
  metadata?: Readonly<Record<string, unknown>>;
  /** Minor units to take from a gift card; all that is needed unless given. */
  credits?: number | null;
  /** key:<id> | user:<id> | system */
  by: string;
  /** Epoch ms */
  now: number;
};

/** What was found, and how to judge again when counters say something else. */
export type JudgedCode = {
  judgement: Judgement;
  scopes: CounterScope[];
  counting: Counting;
  before: Before;
  again: (before: Before, voucher?: StoredVoucher, order?: PricedOrder | null) => Judgement;
};

/** Judges a code with all that its limits and rules ask about, reading no more than they do. */
export async function judgeCode(
  queryable: Queryable,
  voucher: StoredVoucher,
  use: CodeUse,
): Promise<JudgedCode> {
  const [judged] = await judgeEach(queryable, voucher.workspaceId, [{ voucher, use }]);
  if (!judged) throw new RangeError("A code was not judged.");
  return judged;
}

/** The same for several codes of a workspace, in their order: each as if it were the only one. At most four statements, however many. */
export async function judgeEach(
  queryable: Queryable,
  workspaceId: string,
  cases: readonly { voucher: StoredVoucher; use: CodeUse }[],
): Promise<JudgedCode[]> {
  const asked = cases.map(({ voucher, use }) => ({
    scopes: scopesOf(voucher.campaign, voucher.rules, use.customerId),
    counting: {
      campaignId: voucher.campaign.id,
      voucherId: voucher.id,
      customerId: use.customerId,
      by: use.by,
      zone: voucher.campaign.recurrence.zone,
      currency: budgetCurrency(voucher.campaign.discount, voucher.currency),
      now: use.now,
    },
  }));
  const counted = await readCountersOfEach(queryable, asked);
  const customers = await readRuleCustomers(
    queryable,
    workspaceId,
    cases.flatMap(({ voucher, use: { customerId } }) =>
      customerId !== null && asksCustomer(voucher) ? [customerId] : [],
    ),
  );
  const prices = await readPrices(queryable, workspaceId, [...new Set(cases.flatMap(productsOf))]);
  return cases.map(({ voucher, use }, index) => {
    const { customerId, order, now } = use;
    const { scopes, counting } = asked[index]!;
    const before = counted[index] ?? {};
    const given: RedemptionCase = {
      voucher,
      campaign: voucher.campaign,
      rules: voucher.rules,
      customerId,
      customer: customerId === null ? (use.newcomer ?? null) : (customers.get(customerId) ?? null),
      before,
      order: null,
      currency: counting.currency,
      orderMetadata: use.orderMetadata ?? {},
      metadata: use.metadata ?? {},
      credits: use.credits ?? null,
      prices,
    };
    const again = (said: Before, current: StoredVoucher = voucher, of: PricedOrder | null = order) => {
      const priced = of && { ...of, currency: of.currency ?? voucher.currency };
      return judgeRedemption({ ...given, voucher: current, before: said, order: priced }, now);
    };
    return { judgement: again(before), scopes, counting, before, again };
  });
}

function asksCustomer({ rules }: StoredVoucher): boolean {
  return rules.some(({ rules: { conditions } }) =>
    Object.values(conditions).some(({ name }) => name.startsWith("customer")),
  );
}

/** The products whose prices a discount is made of. */
function productsOf({ voucher: { campaign } }: { voucher: StoredVoucher }): string[] {
  return effectsOf(campaign.discount).flatMap((effect) =>
    effect.type === "unit" && effect.product !== null ? [effect.product] : [],
  );
}
