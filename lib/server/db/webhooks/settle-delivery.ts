import type { Queryable } from "@/lib/server/db/pool";

/**
 * Writes what a call came to, unless somebody else has taken it since. @returns whether it was written
 */
export async function settleDelivery(
  queryable: Queryable,
  taken: { shard: number; id: number; attempts: number },
  result: { status: "waiting" | "delivered" | "failed"; dueAt: Date; answer: string },
  now: Date,
): Promise<boolean> {
  const { rowCount } = await queryable.query({
    name: "settle-webhook-delivery",
    text: `UPDATE webhook_delivery SET status = $4, due_at = $5, answer = $6, answered_at = $7
           WHERE shard = $1 AND id = $2 AND attempts = $3 AND status = 'waiting'`,
    values: [taken.shard, taken.id, taken.attempts, result.status, result.dueAt, result.answer, now],
  });
  return rowCount === 1;
}

/** Whether any call of a webhook was taken since a moment. */
export async function wasDeliveredSince(
  queryable: Queryable,
  webhookId: string,
  since: Date,
): Promise<boolean> {
  const { rowCount } = await queryable.query(
    `SELECT FROM webhook_delivery WHERE webhook_id = $1 AND status = 'delivered' AND answered_at >= $2 LIMIT 1`,
    [webhookId, since],
  );
  return (rowCount ?? 0) > 0;
}
