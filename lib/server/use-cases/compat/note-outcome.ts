import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import type { CompatAnswer } from "@/lib/server/compat/compat-route";
import { publicId } from "@/lib/server/compat/ids";
import { insertAction } from "@/lib/server/db/coupons/async-actions";
import { pool } from "@/lib/server/db/pool";

/** What has become of many things asked for at once. `failed`: the first hundred of those that could not be done, with why. */
export type Outcome = { done: number; failedCount: number; failed: readonly Record<string, unknown>[] };

/** Notes how something asked for at once went, and answers with what to ask for it by. Nothing done at all is a failure. */
export async function noteOutcome(
  actor: Actor,
  type: string,
  requestId: string,
  { done, failedCount, failed }: Outcome,
): Promise<CompatAnswer> {
  const id = uuid();
  const status = failedCount > 0 && done === 0 ? "FAILED" : "DONE";
  const message =
    status === "FAILED"
      ? "Nothing was changed."
      : failedCount > 0
        ? "Some could not be changed."
        : "All was done.";
  const result = { message, done_count: done, failed_count: failedCount, failed };
  const { workspaceId } = actor;
  await insertAction(
    pool(),
    { id, workspaceId, type, requestId, batchId: null, result, status },
    systemClock(),
  );
  return { status: 202, body: { async_action_id: publicId("aa", id) } };
}
