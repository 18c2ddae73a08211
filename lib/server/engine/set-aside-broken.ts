import type pg from "pg";
import type { Clock } from "@/lib/server/clock";
import { transaction } from "@/lib/server/db/pool";
import { BatchFailure } from "./batch-failure";
import { endRuns } from "./end-runs";
import type { WorkLimits } from "./read-work";
import { workShards } from "./run-batch";
import { RUN_COLUMNS, type RunRow } from "./run-row";
import { deleteChecks } from "./save-segments";

/** More single batches than one full one holds. */
const MOST = 2000;
/** One kind at a time, so that an event is never blamed for the timer beside it. */
const ONE_BY_ONE: readonly WorkLimits[] = [
  { events: 1, due: 0, checks: 0 },
  { events: 0, due: 1, checks: 0 },
  { events: 0, due: 0, checks: 1 },
];

/**
 * After a batch whose data PostgreSQL refused: does that shard's work one item at a time, and puts aside each single one that is refused,
 * so that one bad customer stops nobody (promise 6). An event goes to the quarantine as `engine_error`; a due run ends as failed.
 * @throws BatchFailure when something other than the data is wrong
 */
export async function setAsideBroken(pool: pg.Pool, clock: Clock, shard: number): Promise<void> {
  for (const limits of ONE_BY_ONE) {
    for (let done = 0; done < MOST; done++) {
      try {
        const result = await inShard(pool, shard, (client) => workShards(client, [shard], clock(), limits));
        if (result.events + result.due + result.checks === 0) break;
      } catch (error) {
        if (!(error instanceof BatchFailure && error.isOfData)) throw error;
        await setAside(pool, clock, shard, error);
      }
    }
  }
}

async function setAside(
  pool: pg.Pool,
  clock: Clock,
  shard: number,
  { taken, message }: BatchFailure,
): Promise<void> {
  await inShard(pool, shard, async (client) => {
    const now = clock();
    await deleteChecks(client, taken.checks);
    await client.query(EVENTS_ASIDE, [shard, taken.eventIds, message.slice(0, 500), now]);
    const { rows } = await client.query<RunRow>(
      `SELECT ${RUN_COLUMNS} FROM run WHERE shard = $1 AND id = ANY($2::uuid[]) AND status = 'active'`,
      [shard, taken.runIds],
    );
    await endRuns(client, shard, rows, `error: ${message}`.slice(0, 500), now, "failed");
  });
}

async function inShard<T>(pool: pg.Pool, shard: number, work: (client: pg.PoolClient) => Promise<T>) {
  return await transaction(async (client) => {
    await client.query(`SELECT FROM shard WHERE id = $1 FOR UPDATE`, [shard]);
    return await work(client);
  }, pool);
}

const EVENTS_ASIDE = `
WITH gone AS (
  DELETE FROM event_pending p WHERE p.shard = $1 AND p.event_id = ANY($2::bigint[]) RETURNING p.event_id, p.accepted_at
)
INSERT INTO quarantined_event (workspace_id, name, message_id, payload, reason, errors, received_at)
SELECT e.workspace_id, e.name, e.message_id,
  jsonb_build_object('eventId', e.id, 'customerId', e.customer_id, 'properties', e.properties),
  'engine_error', jsonb_build_array(jsonb_build_object('path', '', 'message', $3::text)), $4
FROM event e JOIN gone ON e.shard = $1 AND e.id = gone.event_id AND e.accepted_at = gone.accepted_at
ON CONFLICT (workspace_id, message_id) DO UPDATE SET name = EXCLUDED.name, payload = EXCLUDED.payload, reason = EXCLUDED.reason,
  errors = EXCLUDED.errors, received_at = EXCLUDED.received_at, replayed_at = NULL`;
