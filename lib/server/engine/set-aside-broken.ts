import type pg from "pg";
import type { Clock } from "@/lib/server/clock";
import { transaction } from "@/lib/server/db/pool";
import { runBatch } from "./run-batch";
import { takeShard } from "./take-shard";

/** More single batches than one full one holds. */
const MOST = 2000;

/**
 * After a batch whose data PostgreSQL refused: does the shard's work one item at a time, and when a single one is refused puts it aside, so
 * that one bad customer stops nobody (promise 6). An event goes to the quarantine as `engine_error`; a due run ends as failed.
 */
export async function setAsideBroken(pool: pg.Pool, clock: Clock, startAt: number): Promise<void> {
  for (let done = 0; done < MOST; done++) {
    try {
      if (!(await runBatch(pool, { clock, startAt, limit: 1 }))) return;
    } catch (error) {
      await setAside(pool, clock, startAt, (error as Error).message);
      return;
    }
  }
}

async function setAside(pool: pg.Pool, clock: Clock, startAt: number, message: string): Promise<void> {
  await transaction(async (client) => {
    const now = clock();
    const shard = await takeShard(client, now, startAt);
    if (shard === null) return;
    const moved = await client.query(EVENT_ASIDE, [shard, message.slice(0, 500), now]);
    if (moved.rowCount === 0)
      await client.query(FAIL_FIRST_DUE, [shard, now, `error: ${message}`.slice(0, 500)]);
  }, pool);
}

const EVENT_ASIDE = `
WITH first AS (
  SELECT event_id FROM event_pending WHERE shard = $1 ORDER BY event_id LIMIT 1
), gone AS (
  DELETE FROM event_pending p USING first WHERE p.shard = $1 AND p.event_id = first.event_id RETURNING p.event_id
)
INSERT INTO quarantined_event (workspace_id, name, message_id, payload, reason, errors, received_at)
SELECT e.workspace_id, e.name, e.message_id,
  jsonb_build_object('eventId', e.id, 'customerId', e.customer_id, 'properties', e.properties),
  'engine_error', jsonb_build_array(jsonb_build_object('path', '', 'message', $2::text)), $3
FROM event e JOIN gone ON e.shard = $1 AND e.id = gone.event_id
ON CONFLICT DO NOTHING`;

const FAIL_FIRST_DUE = `
WITH first AS (
  SELECT run_id FROM run_timer WHERE shard = $1 AND wake_at <= $2 ORDER BY wake_at LIMIT 1
), gone AS (
  DELETE FROM run_timer t USING first WHERE t.shard = $1 AND t.run_id = first.run_id AND t.wake_at <= $2 RETURNING t.run_id
)
UPDATE run r SET status = 'failed', ended_at = $2, end_reason = $3, wake_at = NULL
FROM gone WHERE r.shard = $1 AND r.id = gone.run_id AND r.status = 'active'`;
