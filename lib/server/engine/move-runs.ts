import type pg from "pg";
import type { CompiledVersion } from "@/lib/domain/flow/compile";
import { type MovePlan, moveRun } from "@/lib/domain/flow/move";
import { SHARD_COUNT } from "@/lib/domain/shard";
import type { Clock } from "@/lib/server/clock";
import { uuidColumn } from "@/lib/server/db/binary-columns";
import { transaction } from "@/lib/server/db/pool";
import { loadVersions } from "./load-versions";
import { Outcome } from "./outcome";
import { releaseUnsent } from "./release-unsent";
import { RUN_COLUMNS, type RunRow, runFrom } from "./run-row";
import { addCounters } from "./save-counters";
import { insertStepLog } from "./save-log";
import { closeReviews } from "./save-reviews";
import { updateRuns } from "./save-runs";
import { saveTimers } from "./save-timers";

/** Runs moved in one transaction, and so the longest a shard's other work waits for it. */
const CHUNK = 1000;

/**
 * Brings the runs of a flow's older versions to a launched one, as its plan says, in bounded transactions under one shard's lock each: a
 * batch of the engine sees a run before its move or after it, never between. Says how far it is in the move's own row, so that it can be
 * left at any moment and carried on by anybody; two at once do no harm.
 * @param chunks transactions at most
 * @returns whether all is done
 */
export async function moveRuns(
  pool: pg.Pool,
  versionId: string,
  clock: Clock,
  chunks = Number.POSITIVE_INFINITY,
  size = CHUNK,
): Promise<boolean> {
  for (let done = 0; done < chunks; done++)
    if (await transaction((client) => moveChunk(client, versionId, clock, size), pool)) return true;
  return false;
}

type MoveRow = {
  flow_id: string;
  plan: MovePlan;
  next_shard: number;
  after_customer: string | null;
  after_correlation: string | null;
};

/** @returns whether nothing is left */
async function moveChunk(
  client: pg.PoolClient,
  versionId: string,
  clock: Clock,
  size: number,
): Promise<boolean> {
  const { rows: moves } = await client.query<MoveRow>(
    `SELECT flow_id, plan, next_shard, after_customer, after_correlation FROM flow_move
     WHERE version_id = $1 AND finished_at IS NULL FOR UPDATE`,
    [versionId],
  );
  const move = moves[0];
  if (!move) return true;
  const shard = move.next_shard;
  if (shard >= SHARD_COUNT) {
    await client.query(`UPDATE flow_move SET finished_at = $2, updated_at = $2 WHERE version_id = $1`, [
      versionId,
      clock(),
    ]);
    return true;
  }
  await client.query(`SELECT FROM shard WHERE id = $1 FOR UPDATE`, [shard]);
  const { rows } = await client.query<RunRow>(INSIDE, [
    shard,
    move.flow_id,
    move.after_customer ?? LOWEST,
    move.after_correlation ?? "",
    size,
    versionId,
  ]);
  const counts = await apply(client, shard, rows, move.plan, versionId, clock());
  const last = rows.length < size ? undefined : rows.at(-1);
  await client.query(
    `UPDATE flow_move SET next_shard = $2, after_customer = $3, after_correlation = $4, moved = moved + $5, ended = ended + $6,
       kept = kept + $7, updated_at = $8 WHERE version_id = $1`,
    [
      versionId,
      last ? shard : shard + 1,
      last?.customer_id ?? null,
      last?.correlation ?? null,
      counts.moved,
      counts.ended,
      counts.kept,
      clock(),
    ],
  );
  return false;
}

const LOWEST = "00000000-0000-0000-0000-000000000000";

// In the order of the unique index over active runs, so that ended ones are never looked at. Only older versions: a later launch's runs stay.
const INSIDE = `
SELECT ${RUN_COLUMNS} FROM run
WHERE shard = $1 AND status = 'active' AND (customer_id, flow_id, correlation) > ($3::uuid, $2::uuid, $4::text) AND flow_id = $2
  AND version_id IN (
    SELECT v.id FROM flow_version v JOIN flow_version target ON target.id = $6 AND v.flow_id = target.flow_id AND v.number < target.number)
ORDER BY customer_id, flow_id, correlation
LIMIT $5`;

async function apply(
  client: pg.PoolClient,
  shard: number,
  rows: readonly RunRow[],
  plan: MovePlan,
  versionId: string,
  now: Date,
): Promise<{ moved: number; ended: number; kept: number }> {
  const counts = { moved: 0, ended: 0, kept: 0 };
  if (rows.length === 0) return counts;
  const { versions } = await loadVersions(new Set([versionId, ...rows.map(({ version_id }) => version_id)]));
  const target = versions.get(versionId)!;
  const runs = rows.map(runFrom);
  const timers = new Map(runs.map(({ id, wakeAt }) => [id, wakeAt]));
  const outcome = new Outcome();
  const contextChanged = new Set<string>();
  const moved: string[] = [];
  const ended: string[] = [];
  for (const run of runs) {
    const from = run.versionId;
    const { context, visit } = run;
    const happened = moveRun(run, versions.get(from), target, plan, now.getTime());
    if (!happened) {
      counts.kept += 1;
      continue;
    }
    outcome.changed.set(run.id, run);
    outcome.record(run, [happened]);
    if (run.context !== context) contextChanged.add(run.id);
    if (context.review && (happened.kind === "ended" || run.visit !== visit))
      outcome.closeReview(run, happened.stepId, visit, [happened]);
    if (happened.kind === "ended") {
      counts.ended += 1;
      ended.push(run.id);
    } else {
      counts.moved += 1;
      moved.push(run.id);
      countMove(outcome, from, happened.stepId, target, happened.to);
    }
  }
  await updateRuns(client, [...outcome.changed.values()], contextChanged);
  await client.query(
    `UPDATE run r SET version_id = $2 FROM unnest($3::uuid[]) AS u (id) WHERE r.shard = $1 AND r.id = u.id`,
    [shard, versionId, uuidColumn(moved)],
  );
  await saveTimers(client, outcome.changed.values(), timers);
  await insertStepLog(client, now, outcome.logs);
  await closeReviews(client, now, outcome.closed);
  await addCounters(client, shard, now, outcome.counters());
  await releaseUnsent(client, ended, now.getTime());
  return counts;
}

/**
 * Entries stay where they were counted. Of each version and step holds: entered + moved in = here now + left + ended + moved out, and over
 * all versions as many are moved in as out.
 */
function countMove(
  outcome: Outcome,
  from: string,
  fromStep: string,
  to: CompiledVersion,
  toStep: string,
): void {
  for (const stepId of ["", fromStep]) outcome.count(from, stepId, "moved_out");
  for (const stepId of ["", toStep]) outcome.count(to.id, stepId, "moved_in");
}
