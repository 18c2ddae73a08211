import type { rollbackRedemptionContract } from "@/lib/contracts/vouchers";
import { authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import { answerOnce } from "@/lib/server/compat/answer-once";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError, errorBody } from "@/lib/server/compat/errors";
import { publicId, uuidOf } from "@/lib/server/compat/ids";
import type { RedemptionRecord } from "@/lib/server/db/coupons/insert-redemption";
import { readRedemption } from "@/lib/server/db/coupons/read-redemption";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import type { Queryable } from "@/lib/server/db/pool";
import { undisturbed } from "@/lib/server/db/undisturbed";
import { takeBack } from "./take-back";
import { tellOfFailedRollback } from "./tell-of-failed-rollback";

type Call = CompatCall<typeof rollbackRedemptionContract>;

/** Takes a redemption back: the code gets its use again. Once; a second time is refused. */
export async function rollbackRedemption(call: Call, clock: Clock = systemClock): Promise<CompatAnswer> {
  const { actor, body, request } = call;
  authorise(actor, "coupons:redeem");
  const now = clock().getTime();
  const answer = await undisturbed((client) =>
    answerOnce(client, actor, request, body, () => rollback(client, call, now)),
  );
  wakeWorkers();
  return answer;
}

async function rollback(
  client: Queryable,
  { actor, params, query, body, requestId }: Call,
  now: number,
): Promise<CompatAnswer> {
  const id = uuidOf("r", params.id);
  const redemption = id ? await readRedemption(client, actor.workspaceId, id, { lock: true }) : null;
  const resource = { id: params.id, type: "redemption" };
  if (!redemption || redemption.status === "failed") {
    throw new CompatError(
      "not_found",
      `There is no successful redemption with the id ${params.id}.`,
      resource,
    );
  }
  const reason = body.reason ?? query.reason ?? null;
  const trackingId = body.tracking_id ?? query.tracking_id ?? null;
  const refusal = refusalOf(redemption);
  if (!refusal)
    return {
      status: 200,
      body: await takeBack(client, redemption, { reason, trackingId, by: actor.id, now }),
    };
  // Answered rather than thrown, so that the note of it is kept.
  await tellOfFailedRollback(client, [redemption], { failure: refusal.key, reason, now });
  const failure = errorBody(refusal.key, refusal.details, requestId, resource);
  return { status: failure.code, body: failure };
}

function refusalOf({ parentId, status }: RedemptionRecord) {
  if (parentId !== null) {
    const details = `This redemption is one of a stack. Take the stack back: POST /v1/redemptions/${publicId("r", parentId)}/rollbacks.`;
    return { key: "invalid_redemption_parent", details } as const;
  }
  if (status === "rolled_back")
    return { key: "already_rolled_back", details: "This redemption was taken back before." } as const;
  return null;
}
