import type { compatRollbackStack } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { answerOnce } from "@/lib/server/compat/answer-once";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError, errorBody } from "@/lib/server/compat/errors";
import { publicId, uuidOf } from "@/lib/server/compat/ids";
import { lockStack } from "@/lib/server/db/coupons/lock-stack";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { undisturbed } from "@/lib/server/db/undisturbed";
import { takeBack } from "@/lib/server/use-cases/coupons/take-back";
import { tellOfFailedRollback } from "@/lib/server/use-cases/coupons/tell-of-failed-rollback";

/** Takes all redemptions of a stack back, or none. */
export async function rollbackStack(
  call: CompatCall<typeof compatRollbackStack>,
  clock = systemClock,
): Promise<CompatAnswer> {
  const { actor, params, query, body, request, requestId } = call;
  authorise(actor, "coupons:redeem");
  const now = clock().getTime();
  const answer = await undisturbed((client) =>
    answerOnce(client, actor, request, body, async () => {
      const resource = { id: params.id, type: "redemption" };
      const id = uuidOf("r", params.id);
      const stack = id ? await lockStack(client, actor.workspaceId, id) : [];
      if (stack.length === 0)
        throw new CompatError(
          "not_found",
          `There is no stack of redemptions with the id ${params.id}.`,
          resource,
        );
      const reason = body.reason ?? query.reason ?? null;
      const trackingId = body.tracking_id ?? query.tracking_id ?? null;
      if (stack.every(({ status }) => status === "rolled_back")) {
        const key = "already_rolled_back";
        await tellOfFailedRollback(client, stack, { failure: key, reason, now });
        const failure = errorBody(key, "This stack was taken back before.", requestId, resource);
        return { status: failure.code, body: failure };
      }
      const rollbacks: Record<string, unknown>[] = [];
      for (const redemption of stack.filter(({ status }) => status === "succeeded"))
        rollbacks.push(await takeBack(client, redemption, { reason, trackingId, by: actor.id, now }));
      const order = rollbacks.at(-1)?.order ?? null;
      const parent = {
        id: publicId("rr", id ?? ""),
        object: "redemption_rollback",
        date: new Date(now).toISOString(),
        redemption: params.id,
        reason,
        result: "SUCCESS",
        status: "SUCCEEDED",
        order,
      };
      return { status: 200, body: { rollbacks, parent_rollback: parent, order } };
    }),
  );
  wakeWorkers();
  return answer;
}
