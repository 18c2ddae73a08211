import type { ReviewDecision } from "@/lib/domain/flow/run";
import { shardOf } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";

/** Writes down what a person decided. The caller holds the lock of the review's shard and has seen that it is pending. */
export async function settleReview(
  queryable: Queryable,
  id: string,
  {
    decision,
    note,
    by,
    at,
  }: { decision: ReviewDecision; note: string; by: { id: string; name: string }; at: Date },
): Promise<void> {
  await queryable.query(
    `UPDATE incentive_review SET status = $3, decided_by = $4, decided_by_name = $5, decided_at = $6, settled_at = $6, note = $7
     WHERE shard = $1 AND id = $2 AND status = 'pending'`,
    [shardOf(id), id, decision, by.id, by.name, at, note],
  );
}
