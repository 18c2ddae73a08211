import { publicId } from "@/lib/server/compat/ids";
import type { ActionRow } from "@/lib/server/db/coupons/async-actions";

/** An action as the compatible API shows it: clients poll either of the two statuses. */
export function actionShape(row: ActionRow): Record<string, unknown> {
  const status =
    row.batch_status === "running" ? "IN_PROGRESS" : row.batch_status === "failed" ? "FAILED" : row.status;
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
    },
    progress: row.wanted ? Math.floor((100 * (row.made ?? 0)) / row.wanted) : 100,
    processing_time: row.updated_at.getTime() - row.created_at.getTime(),
    created_at: row.created_at.toISOString(),
    updated_at: row.updated_at.toISOString(),
    request_id: row.request_id,
    object: "async_action",
  };
}
