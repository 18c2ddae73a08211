import { v7 as uuid } from "uuid";
import type { Actor } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import type { CompatAnswer } from "@/lib/server/compat/compat-route";
import { publicId } from "@/lib/server/compat/ids";
import { insertAction } from "@/lib/server/db/coupons/async-actions";
import { pool } from "@/lib/server/db/pool";

/** What has become of many things asked for at once. `failed`: the first hundred of those that could not be done, with why. */
export type Outcome = { done: number; failedCount: number; failed: readonly Record<string, unknown>[] };

/** How something asked for at once ended, as its action says it. Nothing done at all is a failure. */
export function endOf({ done, failedCount, failed }: Outcome): {
  status: "DONE" | "FAILED";
  result: Record<string, unknown>;
} {
  const status = failedCount > 0 && done === 0 ? "FAILED" : "DONE";
  const message =
    status === "FAILED"
      ? "Nothing was changed."
      : failedCount > 0
        ? "Some could not be changed."
        : "All was done.";
  return { status, result: { message, done_count: done, failed_count: failedCount, failed } };
}

/** Notes how something asked for at once went, and answers with what to ask for it by. */
export async function noteOutcome(
  { workspaceId }: Actor,
  type: string,
  requestId: string,
  outcome: Outcome,
): Promise<CompatAnswer> {
  const id = uuid();
  await insertAction(
    pool(),
    { id, workspaceId, type, requestId, batchId: null, ...endOf(outcome) },
    systemClock(),
  );
  return { status: 202, body: { async_action_id: publicId("aa", id) } };
}
