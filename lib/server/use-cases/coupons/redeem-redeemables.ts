import { randomUUID } from "node:crypto";
import type { redeemRedeemablesContract } from "@/lib/contracts/vouchers";
import { addParts, partsOf, remainingOrder } from "@/lib/domain/coupon/remaining-order";
import { authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import { answerOnce } from "@/lib/server/compat/answer-once";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError, errorBody } from "@/lib/server/compat/errors";
import { publicId } from "@/lib/server/compat/ids";
import { orderShape, pricedOrder } from "@/lib/server/compat/order-shape";
import { redemptionShape } from "@/lib/server/compat/redemption-shape";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import { insertRedemption } from "@/lib/server/db/coupons/insert-redemption";
import { readStacking } from "@/lib/server/db/coupons/read-stacking";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { addOrderDiscount } from "@/lib/server/db/orders/add-order-discount";
import { pool, type Queryable } from "@/lib/server/db/pool";
import { isDisturbed, undisturbed } from "@/lib/server/db/undisturbed";
import { identifyShopper, type Shopper } from "./identify-shopper";
import { checkRedeemables } from "./judge-stack";
import { nameOrder } from "./name-order";
import { type Redeemed, redeemCode } from "./redeem-code";

type Call = CompatCall<typeof redeemRedeemablesContract>;
type Failed = Extract<Redeemed, { kind: "failed" }>;
type Succeeded = Extract<Redeemed, { kind: "succeeded" }>;

/** Uses codes for an order: each once, however many ask at the same moment, and with the same answer for the same Idempotency-Key. */
export async function redeemRedeemables(call: Call, clock: Clock = systemClock): Promise<CompatAnswer> {
  const { actor, body, request } = call;
  authorise(actor, "coupons:redeem");
  const now = clock();
  const shopper = await identifyShopper(actor, body.customer ?? body.order?.customer, now);
  const answer =
    (await redeemAlone(call, shopper, now.getTime())) ??
    (await undisturbed((client) =>
      answerOnce(client, actor, request, body, () => redeem(client, call, shopper, now.getTime())),
    ));
  wakeWorkers();
  return answer;
}

/** The usual case without a transaction: one code that is good, and that one statement uses. Null where it is another; nothing is written then. */
async function redeemAlone(call: Call, shopper: Shopper | null, now: number): Promise<CompatAnswer | null> {
  const { body, request } = call;
  if (body.redeemables.length > 1 || request.headers.has("idempotency-key")) return null;
  checkRedeemables(body, 1);
  try {
    const { done } = await redeemEach(pool(), call, shopper, now, null, "all");
    return done.length > 0 ? { status: 200, body: answerOf(call, shopper, done, [], null, now) } : null;
  } catch (error) {
    if (isDisturbed(error)) return null;
    throw error;
  }
}

async function redeem(
  client: Queryable,
  call: Call,
  shopper: Shopper | null,
  now: number,
): Promise<CompatAnswer> {
  const { actor, body } = call;
  const several = body.redeemables.length > 1;
  const stacking = several ? await readStacking(client, actor.workspaceId) : null;
  checkRedeemables(body, stacking?.most ?? 1);
  if (several) await client.query("SAVEPOINT stack");
  const parentId = several ? randomUUID() : null;
  const { done, failed } = await redeemEach(client, call, shopper, now, parentId, stacking?.mode ?? "all");
  const [first] = failed;
  if (first && (done.length === 0 || stacking?.mode !== "partial")) {
    if (several) {
      // One that does not count spoils the others: as if they had never been asked for, but for the note of the refusal.
      await client.query("ROLLBACK TO SAVEPOINT stack");
      await insertRedemption(client, { ...first.redemption, parentId: null });
    }
    const resource = { id: publicId("rf", first.redemption.id), type: "redemption" };
    const failure = errorBody(first.key, first.reason, call.requestId, resource, first.message);
    return { status: failure.code, body: failure };
  }
  return { status: 200, body: answerOf(call, shopper, done, failed, parentId, now) };
}

async function redeemEach(
  client: Queryable,
  { actor, body }: Call,
  shopper: Shopper | null,
  now: number,
  parentId: string | null,
  mode: "all" | "partial",
): Promise<{ done: Succeeded[]; failed: Failed[] }> {
  const order = body.order ?? null;
  const priced = pricedOrder(order);
  const named = await nameOrder(client, actor.workspaceId, order, now);
  const kept = priced && named ? named.id : null;
  const shopperId = (shopper?.shape.id as string | undefined) ?? null;
  const trackingId = body.tracking_id ?? publicId("track", randomUUID());
  const done: Succeeded[] = [];
  const failed: Failed[] = [];
  let left = priced;
  let before = partsOf(priced ?? { amount: 0, shippingAmount: 0, currency: null }, null);
  for (const { id: code, gift } of body.redeemables) {
    const sofar = before;
    const current = left;
    const redeemed = await redeemCode(client, {
      workspaceId: actor.workspaceId,
      code,
      customerId: shopper?.customerId ?? null,
      order: current,
      orderId: named?.known ?? null,
      orderMetadata: order?.metadata ?? {},
      credits: gift?.credits ?? null,
      snapshot: (judgement) => {
        const applied = judgement.kind === "applicable" ? judgement.applied : null;
        const parts = current ? partsOf(current, applied) : sofar;
        const shape = orderShape(order, priced, sofar, parts, shopperId);
        const at = new Date(now).toISOString();
        const id = kept ? publicId("ord", kept) : null;
        return shape && { id, created_at: at, updated_at: null, status: "PAID", ...shape };
      },
      kept:
        kept && done.length === 0
          ? () => ({
              id: kept,
              sourceId: named?.sourceId ?? null,
              status: order?.status ?? null,
              items: order?.items ?? null,
              metadata: order?.metadata ?? {},
            })
          : null,
      metadata: body.metadata ?? {},
      trackingId,
      sessionKey: body.session?.key ?? null,
      parentId,
      alone: client === pool(),
      source: "api",
      by: actor.id,
      now,
    });
    if (redeemed.kind === "unknown_code") {
      throw new CompatError("not_found", `There is no voucher with the code ${code}.`, {
        id: code,
        type: "voucher",
      });
    }
    if (redeemed.kind === "needs_transaction") return { done, failed };
    if (redeemed.kind === "failed") {
      failed.push(redeemed);
      if (mode === "all") return { done, failed };
      continue;
    }
    done.push(redeemed);
    if (current) {
      before = addParts(before, partsOf(current, redeemed.judgement.applied));
      left = remainingOrder(current, redeemed.judgement.applied);
    }
  }
  if (kept && done.length > 1) {
    // The first brought its own part when it kept the order.
    const more = done.slice(1).reduce((sum, { redemption }) => sum + (redemption.discountAmount ?? 0), 0);
    await addOrderDiscount(client, actor.workspaceId, kept, more);
  }
  return { done, failed };
}

function answerOf(
  { body, requestId }: Call,
  shopper: Shopper | null,
  done: readonly Succeeded[],
  failed: readonly Failed[],
  parentId: string | null,
  now: number,
): Record<string, unknown> {
  const date = new Date(now).toISOString();
  const links = Object.fromEntries(
    done.map(({ redemption }) => {
      const id = publicId("r", redemption.id);
      return [id, { date, related_object_type: "redemption", related_object_id: id }];
    }),
  );
  const redemptions = done.map(({ redemption, voucher }) => ({
    ...redemptionShape(redemption),
    order: redemption.order && { ...redemption.order, redemptions: links },
    customer: shopper?.shape ?? null,
    related_object_id: publicId("v", voucher.id),
    voucher: voucherShape(voucher),
  }));
  const last = redemptions.at(-1)?.order ?? null;
  const refused = failed.map(({ redemption, key, reason, message }) => ({
    status: "INAPPLICABLE",
    id: redemption.code,
    object: "voucher",
    result: {
      error: errorBody(key, reason, requestId, { id: redemption.code, type: "voucher" }, message),
    },
  }));
  return {
    redemptions,
    ...(parentId
      ? {
          parent_redemption: {
            id: publicId("r", parentId),
            object: "redemption",
            date,
            customer_id: shopper?.shape.id ?? null,
            tracking_id: done[0]?.redemption.trackingId ?? null,
            metadata: body.metadata ?? {},
            result: "SUCCESS",
            status: "SUCCEEDED",
            order: last,
            related_object_type: "redemption",
          },
        }
      : {}),
    ...(last ? { order: last } : {}),
    ...(refused.length > 0 ? { inapplicable_redeemables: refused } : {}),
  };
}
