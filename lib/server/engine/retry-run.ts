import type pg from "pg";
import type { Run, Transition } from "@/lib/domain/flow/run";
import { shardOfValue } from "@/lib/domain/shard";
import type { Clock } from "@/lib/server/clock";
import { eventWaits } from "@/lib/server/db/events/waits";
import { pool, transaction } from "@/lib/server/db/pool";
import { decideRetry } from "./decide-customer";
import { loadFacts } from "./load-facts";
import { Outcome } from "./outcome";
import { eventFrom, LOGGED_EVENT, type LoggedEventRow, type PendingEvent } from "./read-work";
import { decideAll, save } from "./run-batch";
import { RUN_COLUMNS, type RunRow, runFrom } from "./run-row";
import { addCounters } from "./save-counters";

/** What a failed run may have missed and is still given, at most. */
const MISSED_EVENTS = 1000;

/**
 * retried: it is back in its flow (or has already moved on). not_failed: there is nothing to retry. replaced: the customer has entered anew
 * meanwhile. erased: there is no customer any more.
 */
export type Retried = "retried" | "not_failed" | "replaced" | "erased";

/**
 * Puts a failed run back to the step it failed at and moves it on: first by the event it failed on and those it missed since, then by
 * its timer. All under the shard's lock and in one transaction, so that asking twice does it once; the failure is taken back from the counters
 * of the hour it was counted in, so that entered = active + completed + exited + failed still holds.
 */
export async function retryRun(shard: number, runId: string, by: string, clock: Clock): Promise<Retried> {
  return await transaction(async (client) => {
    await client.query(`SELECT FROM shard WHERE id = $1 FOR UPDATE`, [shard]);
    const run = await readFailed(client, shard, runId);
    if (!run) return "not_failed";
    if (!(await hasCustomer(client, shard, run))) return "erased";
    if (await hasSuccessor(client, shard, run)) return "replaced";
    const now = clock();
    const events = await missedEvents(client, shard, run);
    const failedAt = new Date(run.endedAt ?? now);
    await putBack(client, shard, run, now);
    await dropLostCodes(client, shard, run);
    await uncount(client, shard, run, failedAt);
    await goOn(client, shard, run, events, by, now);
    return "retried";
  }, pool());
}

async function readFailed(client: pg.PoolClient, shard: number, runId: string): Promise<Run | null> {
  const { rows } = await client.query<RunRow>(
    `SELECT ${RUN_COLUMNS} FROM run WHERE shard = $1 AND id = $2 AND status = 'failed'`,
    [shard, runId],
  );
  return rows[0] ? runFrom(rows[0]) : null;
}

async function hasCustomer(client: pg.PoolClient, shard: number, run: Run): Promise<boolean> {
  const { rows } = await client.query(`SELECT FROM customer WHERE shard = $1 AND id = $2`, [
    shard,
    run.customerId,
  ]);
  return rows.length > 0;
}

async function hasSuccessor(client: pg.PoolClient, shard: number, run: Run): Promise<boolean> {
  const { rows } = await client.query(
    `SELECT FROM run WHERE shard = $1 AND customer_id = $2 AND flow_id = $3 AND correlation = $4 AND status = 'active' LIMIT 1`,
    [shard, run.customerId, run.flowId, run.correlation],
  );
  return rows.length > 0;
}

/**
 * The event the run failed on, unless that is the one that started it, and those handled since: by their place on the log, since an engine that was
 * behind handled them after ones that came later than they did. Events still pending reach it by themselves.
 */
async function missedEvents(client: pg.PoolClient, shard: number, run: Run): Promise<PendingEvent[]> {
  const { rows: logs } = await client.query<{ transitions: Transition[] }>(
    `SELECT transitions FROM step_log WHERE shard = $1 AND run_id = $2 ORDER BY id DESC LIMIT 1`,
    [shard, run.id],
  );
  const cause = logs[0]?.transitions.findLast(({ kind }) => kind === "ended")?.by;
  const first = cause === run.triggerEventId ? cause + 1 : (cause ?? null);
  const { rows } = await client.query<LoggedEventRow>(
    `SELECT ${LOGGED_EVENT} FROM event e
     WHERE e.shard = $1 AND e.customer_id = $2 AND e.id > $3
       AND (e.id >= $4 OR e.accepted_at > $5 OR ($4::bigint IS NULL AND e.accepted_at = $5))
       AND ${eventWaits("$1", "e.id")} IS NULL
     ORDER BY e.id LIMIT $6`,
    [shard, run.customerId, run.triggerEventId, first, new Date(run.endedAt ?? 0), MISSED_EVENTS],
  );
  return rows.map(eventFrom);
}

async function putBack(client: pg.PoolClient, shard: number, run: Run, now: Date): Promise<void> {
  await client.query(
    `WITH back AS (
       UPDATE run SET status = 'active', ended_at = NULL, end_reason = NULL, wake_at = $3 WHERE shard = $1 AND id = $2
       RETURNING shard, wake_at, id
     )
     INSERT INTO run_timer (shard, wake_at, run_id) SELECT shard, wake_at, id FROM back ON CONFLICT DO NOTHING`,
    [shard, run.id, now],
  );
  Object.assign(run, { status: "active", endedAt: null, endReason: null, wakeAt: now.getTime() });
}

/** Its codes may have gone back when it failed, and be somebody else's by now: those it must not show. A code for everybody belongs to nobody. */
async function dropLostCodes(client: pg.PoolClient, shard: number, run: Run): Promise<void> {
  const { vouchers } = run.context;
  if (vouchers.length === 0) return;
  const { rows } = await client.query<{ id: string }>(
    `SELECT v.id FROM unnest($1::smallint[], $2::uuid[]) AS h (shard, id)
     JOIN voucher v ON v.shard = h.shard AND v.id = h.id JOIN campaign c ON c.id = v.campaign_id
     WHERE c.type = 'standalone' OR v.customer_id = $3`,
    [vouchers.map(({ code }) => shardOfValue(code)), vouchers.map(({ id }) => id), run.customerId],
  );
  const theirs = new Set(rows.map(({ id }) => id));
  if (vouchers.every(({ id }) => theirs.has(id))) return;
  run.context = { ...run.context, vouchers: vouchers.filter(({ id }) => theirs.has(id)) };
  await client.query(`UPDATE run SET context = $3 WHERE shard = $1 AND id = $2`, [
    shard,
    run.id,
    JSON.stringify(run.context),
  ]);
}

async function uncount(client: pg.PoolClient, shard: number, run: Run, failedAt: Date): Promise<void> {
  const less = { versionId: run.versionId, count: -1, amount: 0 };
  await addCounters(client, shard, failedAt, [
    { ...less, stepId: "", outcome: "failed" },
    { ...less, stepId: run.stepId, outcome: "ended:failed" },
  ]);
}

async function goOn(
  client: pg.PoolClient,
  shard: number,
  failed: Run,
  events: PendingEvent[],
  by: string,
  now: Date,
): Promise<void> {
  const due = events.length > 0 ? [] : [failed];
  const facts = await loadFacts(
    client,
    { events, due, stale: [], checks: [], taken: [], truncated: new Set() },
    now.getTime(),
  );
  const run = facts.runs.get(failed.customerId)!.find(({ id }) => id === failed.id)!;
  const outcome = new Outcome();
  outcome.changed.set(run.id, run);
  outcome.record(run, [
    { kind: "retried", stepId: run.stepId, at: now.getTime(), reason: `Tried again by ${by}` },
  ]);
  await decideAll(client, [decideRetry(run, facts, outcome)], facts.now);
  await save(client, [shard], now, facts, outcome);
}
