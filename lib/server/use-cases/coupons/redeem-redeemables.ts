import { randomUUID } from "node:crypto";
import type { redeemRedeemablesContract } from "@/lib/contracts/vouchers";
import { authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import { answerOnce } from "@/lib/server/compat/answer-once";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError, errorBody } from "@/lib/server/compat/errors";
import { publicId } from "@/lib/server/compat/ids";
import { orderShape, pricedOrder } from "@/lib/server/compat/order-shape";
import { redemptionShape } from "@/lib/server/compat/redemption-shape";
import { theRedeemable } from "@/lib/server/compat/the-redeemable";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { transaction } from "@/lib/server/db/pool";
import { identifyShopper, type Shopper } from "./identify-shopper";
import { redeemCode } from "./redeem-code";

type Call = CompatCall<typeof redeemRedeemablesContract>;

/** Uses a code for an order: once, however many ask at the same moment, and with the same answer for the same Idempotency-Key. */
export async function redeemRedeemables(call: Call, clock: Clock = systemClock): Promise<CompatAnswer> {
  const { actor, body, request } = call;
  authorise(actor, "coupons:redeem");
  theRedeemable(body);
  const now = clock();
  const shopper = await identifyShopper(actor.workspaceId, body.customer ?? body.order?.customer, now);
  const answer = await transaction((client) =>
    answerOnce(client, actor, request, body, () => redeem(client, call, shopper, now.getTime())),
  );
  wakeWorkers();
  return answer;
}

async function redeem(
  client: Parameters<typeof redeemCode>[0],
  { actor, body, requestId }: Call,
  shopper: Shopper | null,
  now: number,
): Promise<CompatAnswer> {
  const { id: code } = theRedeemable(body);
  const order = body.order ?? null;
  const priced = pricedOrder(order);
  const orderId = order?.id ?? publicId("ord", randomUUID());
  const shopperId = (shopper?.shape.id as string | undefined) ?? null;
  const redeemed = await redeemCode(client, {
    workspaceId: actor.workspaceId,
    code,
    customerId: shopper?.customerId ?? null,
    order: priced,
    orderId: order ? (order.source_id ?? order.id ?? null) : null,
    snapshot: (judgement) => {
      const shape = orderShape(
        order,
        priced,
        judgement.kind === "applicable" ? judgement.applied : null,
        shopperId,
      );
      const at = new Date(now).toISOString();
      return shape && { id: orderId, created_at: at, updated_at: null, status: "PAID", ...shape };
    },
    metadata: body.metadata ?? {},
    trackingId: body.tracking_id ?? publicId("track", randomUUID()),
    source: "api",
    now,
  });
  if (redeemed.kind === "unknown_code") {
    throw new CompatError("not_found", `There is no voucher with the code ${code}.`, {
      id: code,
      type: "voucher",
    });
  }
  const { redemption, voucher } = redeemed;
  if (redeemed.kind === "failed") {
    const resource = { id: publicId("rf", redemption.id), type: "redemption" } as const;
    const failure = errorBody(redeemed.key, redeemed.reason, requestId, resource);
    return { status: failure.code, body: failure };
  }
  const id = publicId("r", redemption.id);
  const answered = redemption.order && {
    ...redemption.order,
    redemptions: {
      [id]: { date: new Date(now).toISOString(), related_object_type: "redemption", related_object_id: id },
    },
  };
  return {
    status: 200,
    body: {
      redemptions: [
        {
          ...redemptionShape(redemption),
          order: answered,
          customer: shopper?.shape ?? null,
          related_object_id: publicId("v", voucher.id),
          voucher: voucherShape(voucher),
        },
      ],
      ...(answered ? { order: answered } : {}),
    },
  };
}
