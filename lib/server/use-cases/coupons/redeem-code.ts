import { v7 as uuidv7 } from "uuid";
import type { Judgement, RefusalKey } from "@/lib/domain/coupon/judge-redemption";
import { countedMoney } from "@/lib/domain/coupon/limits";
import type { PricedOrder } from "@/lib/domain/coupon/priced-order";
import {
  type ConsumedVoucher,
  consumeVoucher,
  type KeptOrder,
} from "@/lib/server/db/coupons/consume-voucher";
import { insertGiftTransaction } from "@/lib/server/db/coupons/insert-gift-transaction";
import type { RedemptionRecord } from "@/lib/server/db/coupons/insert-redemption";
import { readVoucher } from "@/lib/server/db/coupons/read-voucher";
import {
  type Before,
  counterKey,
  returnCounters,
  takeCounters,
} from "@/lib/server/db/coupons/redemption-counters";
import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";
import type { Queryable } from "@/lib/server/db/pool";
import { type JudgedCode, judgeCode } from "./judge-code";
import { refuseRedemption } from "./refuse-redemption";

/** Somebody uses a code for an order. */
export type Redeeming = {
  workspaceId: string;
  code: string;
  /** Whose order it is; null falls back to whom the code was given to. */
  customerId: string | null;
  /** The order's amounts; null when the caller sent none. Its currency is the workspace's unless said otherwise. */
  order: PricedOrder | null;
  orderId: string | null;
  orderMetadata?: Record<string, unknown>;
  /** Minor units to take from a gift card; all that is needed unless given. */
  credits?: number | null;
  /** Makes the copy of the order that is kept, from what the code did. */
  snapshot?: (judgement: Judgement) => Record<string, unknown> | null;
  /** The order as an object of its own; null when the caller keeps none. */
  kept?: ((discountAmount: number) => KeptOrder) | null;
  metadata?: Record<string, unknown>;
  trackingId?: string | null;
  sessionKey?: string | null;
  /** The redemption of the stack that this one is part of. */
  parentId?: string | null;
  /** api | demo: goes onto the log with the event */
  source: string;
  /** key:<id> | user:<id> | system */
  by?: string;
  demo?: boolean;
  /** `client` is in no transaction: do what one statement does, or nothing. */
  alone?: boolean;
  /** Epoch ms */
  now: number;
};

export type Redeemed =
  | { kind: "unknown_code" }
  /** Nothing is written: what has to be takes several statements, which a transaction holds together. Only without one. */
  | { kind: "needs_transaction" }
  | {
      kind: "succeeded";
      redemption: RedemptionRecord;
      voucher: StoredVoucher;
      judgement: Extract<Judgement, { kind: "applicable" }>;
      orderId: string | null;
    }
  | {
      kind: "failed";
      redemption: RedemptionRecord;
      voucher: StoredVoucher;
      key: RefusalKey;
      reason: string;
      message: string | null;
    };

/**
 * Uses a code inside the caller's transaction, or `alone`: consumes it, keeps the redemption, refused tries too, and tells the log of the customer
 * whom the code was given to. Call `wakeWorkers()` once the transaction has committed.
 */
export async function redeemCode(client: Queryable, redeeming: Redeeming): Promise<Redeemed> {
  const { workspaceId, now } = redeeming;
  const voucher = await readVoucher(client, workspaceId, redeeming.code);
  if (!voucher) return { kind: "unknown_code" };
  const customerId = redeeming.customerId ?? voucher.customerId;
  const judged = await judgeCode(client, voucher, { ...redeeming, customerId, by: redeeming.by ?? "system" });
  const order = redeeming.order;
  // On the log it concerns whom the code was given to, since it is their flow that earned the order; else whoever used it.
  const whose = voucher.customerId ?? customerId;
  const draft = (judgement: Judgement): RedemptionRecord => ({
    id: uuidv7({ msecs: now }),
    workspaceId,
    campaignId: voucher.campaign.id,
    voucherId: voucher.id,
    code: voucher.code,
    customerId,
    runId: voucher.runId,
    status: judgement.kind === "applicable" ? "succeeded" : "failed",
    failure: judgement.kind === "applicable" ? null : judgement.key,
    orderId: redeeming.orderId,
    orderAmount: order?.amount ?? null,
    discountAmount: discountOf(judgement),
    currency: order ? (order.currency ?? voucher.currency) : null,
    order: redeeming.snapshot?.(judgement) ?? null,
    metadata: redeeming.metadata ?? {},
    trackingId: redeeming.trackingId ?? null,
    parentId: redeeming.parentId ?? null,
    counted:
      judgement.kind === "applicable" ? judged.scopes.map((scope) => counterKey(scope, judged.counting)) : [],
    demo: redeeming.demo ?? false,
    createdAt: now,
    rolledBackAt: null,
  });

  if (redeeming.alone && !takesOneStatement(voucher, judged)) return { kind: "needs_transaction" };
  const attempt = await use(client, voucher, judged, redeeming, draft, whose);
  if (!attempt) return { kind: "needs_transaction" };
  const { judgement, redemption, used, current } = attempt;
  if (judgement.kind === "inapplicable") {
    await refuseRedemption(client, redemption, whose, redeeming);
    const { key, reason, message = null } = judgement;
    return { kind: "failed", redemption, voucher: current, key, reason, message };
  }
  return {
    kind: "succeeded",
    redemption,
    voucher: {
      ...voucher,
      redeemedQuantity: used?.redeemedQuantity ?? voucher.redeemedQuantity,
      balance: used ? used.balance : voucher.balance,
    },
    judgement,
    orderId: used?.orderId ?? null,
  };
}

/** Whether using the code is all there is to write: no refusal, no counter, no entry of a gift card. */
function takesOneStatement(voucher: StoredVoucher, { judgement, scopes }: JudgedCode): boolean {
  return judgement.kind === "applicable" && scopes.length === 0 && voucher.balance === null;
}

type Attempt = {
  judgement: Judgement;
  redemption: RedemptionRecord;
  used: ConsumedVoucher | null;
  current: StoredVoucher;
};

/**
 * Counts the use, judges by what the counters say, and consumes the code; whatever is refused leaves no trace in counters. Null where the code was not to be
 * had and saying so takes a transaction that there is not.
 */
async function use(
  client: Queryable,
  voucher: StoredVoucher,
  judged: JudgedCode,
  redeeming: Redeeming,
  draft: (judgement: Judgement) => RedemptionRecord,
  whose: string | null,
): Promise<Attempt | null> {
  const refused = (judgement: Judgement, current = voucher): Attempt => ({
    judgement,
    redemption: draft(judgement),
    used: null,
    current,
  });
  if (judged.judgement.kind === "inapplicable") return refused(judged.judgement);
  const off = discountOf(judged.judgement) ?? 0;
  const redemption = draft(judged.judgement);
  const { currency } = redemption;
  const money = { discount: off, order: redeeming.order?.amount ?? 0, currency };
  const amounts = countedMoney(money, judged.counting.currency);
  const before: Before = await takeCounters(client, judged.scopes, judged.counting, judged.before, amounts);
  const giveBack = () => returnCounters(client, voucher.campaign.id, redemption.counted, amounts);
  const counted = judged.scopes.length > 0 ? judged.again(before) : judged.judgement;
  if (counted.kind === "inapplicable") {
    await giveBack();
    return refused(counted);
  }
  const credits = voucher.balance === null ? null : off;
  const used = await consumeVoucher(client, voucher, redemption, {
    sessionKey: redeeming.sessionKey ?? null,
    credits,
    order: redeeming.order && redeeming.kept ? redeeming.kept(off) : null,
    tell: { customerId: whose, source: redeeming.source },
  });
  if (used) {
    if (used.balance !== null && credits)
      await insertGiftTransaction(client, redemption, {
        type: "redemption",
        amount: -credits,
        balance: used.balance,
        reason: null,
        by: redeeming.by ?? "system",
        now: redeeming.now,
      });
    return { judgement: counted, redemption, used, current: voucher };
  }
  if (redeeming.alone) return null;
  // Somebody else took the last use between our reading and our update: say what holds now.
  await giveBack();
  const current = (await readVoucher(client, voucher.workspaceId, voucher.code)) ?? voucher;
  const again = judged.again(before, current);
  return refused(
    again.kind === "inapplicable"
      ? again
      : {
          kind: "inapplicable",
          key: "quantity_exceeded",
          reason: "All uses of this code are taken or held.",
        },
    current,
  );
}

function discountOf(judgement: Judgement): number | null {
  return judgement.kind === "applicable" ? (judgement.applied?.discountAmount ?? null) : null;
}
