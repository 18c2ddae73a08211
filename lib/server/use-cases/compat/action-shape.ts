import { publicId } from "@/lib/server/compat/ids";
import type { ActionRow } from "@/lib/server/db/coupons/async-actions";
import { SILENT_MS } from "@/lib/server/use-cases/coupons/note-again";

const LOST = "The server was stopped meanwhile. Send it again: what is there already is not made twice.";

/** An action as the compatible API shows it: clients poll either of the two statuses. */
export function actionShape(row: ActionRow, now: Date): Record<string, unknown> {
  const lost =
    row.batch_status === null &&
    row.status === "IN_PROGRESS" &&
    row.updated_at.getTime() <= now.getTime() - SILENT_MS;
  const status = lost ? "FAILED" : statusOf(row);
  const outcome = { DONE: "SUCCESS", FAILED: "FAILED" }[status] ?? "UNKNOWN";
  return {
    id: publicId("aa", row.id),
    type: row.type,
    status,
    operation_status: outcome,
    result: {
      failed: [],
      ...row.result,
      ...(row.made === null ? {} : { done_count: row.made }),
      ...(row.failure ? { message: row.failure } : {}),
      ...(lost ? { message: LOST } : {}),
    },
    progress: row.wanted
      ? Math.floor((100 * (row.made ?? 0)) / row.wanted)
      : status === "IN_PROGRESS"
        ? 0
        : 100,
    processing_time: row.updated_at.getTime() - row.created_at.getTime(),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    request_id: row.request_id,
    object: "async_action",
  };
}

function statusOf({ batch_status, status }: ActionRow): string {
  if (batch_status === "running") return "IN_PROGRESS";
  return batch_status === "failed" ? "FAILED" : status;
}
