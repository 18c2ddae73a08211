import { effectsOf } from "@/lib/domain/coupon/discount";
import {
  type Judgement,
  judgeRedemption,
  type RedemptionCase,
  scopesOf,
} from "@/lib/domain/coupon/judge-redemption";
import type { CounterScope } from "@/lib/domain/coupon/limits";
import type { PricedOrder } from "@/lib/domain/coupon/priced-order";
import { readPrices } from "@/lib/server/db/coupons/read-prices";
import { readRuleCustomer } from "@/lib/server/db/coupons/read-rule-customer";
import { type Before, type Counting, readCounters } from "@/lib/server/db/coupons/redemption-counters";
import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";
import type { Queryable } from "@/lib/server/db/pool";

/** Somebody uses, or thinks of using, a code. */
export type CodeUse = {
  customerId: string | null;
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
  again: (before: Before, voucher?: StoredVoucher) => Judgement;
};

/** Judges a code with all that its limits and rules ask about, reading no more than they do. */
export async function judgeCode(
  queryable: Queryable,
  voucher: StoredVoucher,
  use: CodeUse,
): Promise<JudgedCode> {
  const { campaign, rules } = voucher;
  const { customerId, now } = use;
  const scopes = scopesOf(campaign, rules, customerId);
  const counting: Counting = {
    campaignId: campaign.id,
    voucherId: voucher.id,
    customerId,
    by: use.by,
    zone: campaign.recurrence.zone,
    now,
  };
  const before = await readCounters(queryable, scopes, counting);
  const conditions = rules.flatMap(({ rules: { conditions } }) => Object.values(conditions));
  const asksCustomer = conditions.some(({ name }) => name.startsWith("customer"));
  const customer =
    asksCustomer && customerId !== null
      ? await readRuleCustomer(queryable, voucher.workspaceId, customerId)
      : null;
  const products = effectsOf(campaign.discount).flatMap((effect) =>
    effect.type === "unit" && effect.product !== null ? [effect.product] : [],
  );
  const given: RedemptionCase = {
    voucher,
    campaign,
    rules,
    customerId,
    customer,
    before,
    order: use.order && { ...use.order, currency: use.order.currency ?? voucher.currency },
    orderMetadata: use.orderMetadata ?? {},
    metadata: use.metadata ?? {},
    credits: use.credits ?? null,
    prices: await readPrices(queryable, voucher.workspaceId, products),
  };
  const again = (counted: Before, current: StoredVoucher = voucher) =>
    judgeRedemption({ ...given, voucher: current, before: counted }, now);
  return { judgement: again(before), scopes, counting, before, again };
}
