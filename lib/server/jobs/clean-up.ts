import type pg from "pg";
import type { Clock } from "@/lib/server/clock";
import { foldOptOuts } from "@/lib/server/db/topics/fold-opt-outs";

const DAY_MS = 86_400_000;
const BATCH = 5_000;

/**
 * Deletes what has served its time: answers kept for retries after a day, tokens and counts of tries that have run out, exports after a week,
 * and invitations that ran out and calls of webhooks that were made a month ago. In batches, so that no delete holds on to a table.
 * Adds up what is counted line by line.
 */
export async function cleanUp({ pool, clock }: { pool: pg.Pool; clock: Clock }): Promise<void> {
  const now = clock().getTime();
  await deleteAll(pool, "idempotency_key", "created_at < $1", new Date(now - DAY_MS));
  await deleteAll(pool, "rate_limit", "expire < $1", now);
  await deleteAll(
    pool,
    "webhook_delivery",
    "status <> 'waiting' AND due_at < $1",
    new Date(now - 30 * DAY_MS),
  );
  await deleteAll(pool, "engine_worker", "seen_at < $1", new Date(now - DAY_MS));
  await deleteAll(pool, "oauth_token", "expires_at < $1", new Date(now));
  const weekAgo = new Date(now - 7 * DAY_MS);
  await deleteAll(pool, "export_part", "export_id IN (SELECT id FROM export WHERE created_at < $1)", weekAgo);
  await deleteAll(pool, "export", "created_at < $1", weekAgo);
  await deleteAll(pool, "invitation", "accepted_at IS NULL AND expires_at < $1", new Date(now - 30 * DAY_MS));
  await foldOptOuts(pool);
}

async function deleteAll(
  pool: pg.Pool,
  table: string,
  condition: string,
  limit: Date | number,
): Promise<void> {
  for (;;) {
    const { rowCount } = await pool.query(
      `DELETE FROM ${table} WHERE ctid IN (SELECT ctid FROM ${table} WHERE ${condition} LIMIT ${BATCH})`,
      [limit],
    );
    if ((rowCount ?? 0) < BATCH) return;
  }
}
