import type { RedeemingBody } from "@/lib/contracts/vouchers";
import type { Judgement } from "@/lib/domain/coupon/judge-redemption";
import type { PricedOrder } from "@/lib/domain/coupon/priced-order";
import { addParts, type DiscountParts, partsOf, remainingOrder } from "@/lib/domain/coupon/remaining-order";
import { CompatError } from "@/lib/server/compat/errors";
import { newcomerOf } from "@/lib/server/compat/newcomer-of";
import { pricedOrder } from "@/lib/server/compat/order-shape";
import { readVouchers } from "@/lib/server/db/coupons/read-voucher";
import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";
import type { Queryable } from "@/lib/server/db/pool";
import { type JudgedCode, judgeEach } from "./judge-code";

/** One code of a stack: what it does to what earlier ones left. */
export type StackedCode = {
  code: string;
  voucher: StoredVoucher | null;
  judgement: Judgement | null;
  /** What earlier codes took, and what this one takes. */
  before: DiscountParts;
  parts: DiscountParts;
};

export type Stack = { codes: StackedCode[]; priced: PricedOrder | null; all: DiscountParts };

/** What a code is judged whose uses are all gone or held by other sessions. */
export const HELD_BY_OTHERS: Judgement = {
  kind: "inapplicable",
  key: "quantity_exceeded",
  reason: "All uses of this code are taken, or held by others who are checking out.",
};

/**
 * Judges the codes of a request one after another, each on what the ones before it left of the order. Changes nothing.
 * @param use.held codes that are known to be held by others, so that they take nothing
 */
export async function judgeStack(
  queryable: Queryable,
  workspaceId: string,
  body: RedeemingBody,
  use: { customerId: string | null; by: string; now: number; held?: ReadonlySet<string> },
): Promise<Stack> {
  const priced = pricedOrder(body.order ?? null);
  const none = partsOf(priced ?? { amount: 0, shippingAmount: 0, currency: null }, null);
  let left = priced;
  let before = none;
  const codes: StackedCode[] = [];
  const vouchers = await readVouchers(
    queryable,
    workspaceId,
    body.redeemables.map(({ id }) => id),
  );
  const judged = await judgeAll(queryable, workspaceId, body, vouchers, use);
  for (const { id: code } of body.redeemables) {
    const voucher = vouchers.get(code) ?? null;
    const one = use.held?.has(code) ? undefined : judged.get(code);
    const judgement = one ? one.again(one.before, undefined, left) : voucher && HELD_BY_OTHERS;
    const applied = judgement?.kind === "applicable" ? judgement.applied : null;
    const parts = left ? partsOf(left, applied) : none;
    codes.push({ code, voucher, judgement, before, parts });
    if (left) left = remainingOrder(left, applied);
    before = addParts(before, parts);
  }
  return { codes, priced, all: before };
}

/** What is known of each code of a request, for judging it on what will be left of the order then. */
async function judgeAll(
  queryable: Queryable,
  workspaceId: string,
  body: RedeemingBody,
  vouchers: ReadonlyMap<string, StoredVoucher>,
  { customerId, by, now }: { customerId: string | null; by: string; now: number },
): Promise<Map<string, JudgedCode>> {
  const newcomer = customerId === null ? newcomerOf(body.customer ?? body.order?.customer) : null;
  const cases = body.redeemables.flatMap(({ id, gift }) => {
    const voucher = vouchers.get(id);
    if (!voucher) return [];
    const use = {
      customerId: customerId ?? voucher.customerId,
      newcomer,
      order: null,
      orderMetadata: body.order?.metadata ?? {},
      metadata: body.metadata ?? {},
      credits: gift?.credits ?? null,
      by,
      now,
    };
    return [{ voucher, use }];
  });
  const judged = await judgeEach(queryable, workspaceId, cases);
  return new Map(cases.map(({ voucher }, index) => [voucher.code, judged[index]!]));
}

/** @throws CompatError when a code stands there twice, or more are sent than the workspace lets one order take */
export function checkRedeemables({ redeemables }: RedeemingBody, most: number): void {
  if (new Set(redeemables.map(({ id }) => id)).size < redeemables.length)
    throw new CompatError("duplicated_redeemables", "redeemables: each code may stand there once.");
  if (redeemables.length > most)
    throw new CompatError(
      "invalid_payload",
      `redeemables: one order takes at most ${most} codes in this workspace.`,
    );
}
