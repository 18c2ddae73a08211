import type { Run } from "@/lib/domain/flow/run";
import { momentColumnOf, uuidColumnOf } from "@/lib/server/db/binary-columns";
import {
  type Column,
  columnOf,
  jsonColumn,
  jsonColumnAt,
  jsonColumnOf,
  shardColumnOf,
} from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";

/** Writes new runs. A second active run of the same customer, flow and correlation is refused by the unique index, not by a look before. */
export async function insertRuns(queryable: Queryable, runs: readonly Run[]): Promise<void> {
  if (runs.length === 0) return;
  await queryable.query({
    name: "insert-runs",
    text: INSERT,
    values: [...columns(runs), jsonColumnOf(runs, "context"), ...identity(runs)],
  });
}

/** Writes what changed of runs. `contextChanged` names those whose context is to be written too: it is the widest column. */
export async function updateRuns(
  queryable: Queryable,
  runs: readonly Run[],
  contextChanged: ReadonlySet<string>,
): Promise<void> {
  if (runs.length === 0) return;
  const contexts = runs.map((run) => (contextChanged.has(run.id) ? JSON.stringify(run.context) : null));
  await queryable.query({
    name: "update-runs",
    text: UPDATE,
    values: [...columns(runs), jsonColumn(contexts)],
  });
}

function columns(runs: readonly Run[]): Column[] {
  return [
    shardColumnOf(runs, "id"),
    uuidColumnOf(runs, "id"),
    columnOf(runs, "status"),
    columnOf(runs, "stepId"),
    momentColumnOf(runs, "wakeAt"),
    momentColumnOf(runs, "parkedWakeAt"),
    momentColumnOf(runs, "stepEnteredAt"),
    momentColumnOf(runs, "endedAt"),
    columnOf(runs, "endReason"),
    columnOf(runs, "visit"),
    momentColumnOf(runs, "convertedAt"),
    columnOf(runs, "conversionRule"),
    columnOf(runs, "revenue"),
    columnOf(runs, "currency"),
    columnOf(runs, "postCompletion"),
  ];
}

function identity(runs: readonly Run[]): Column[] {
  return [
    uuidColumnOf(runs, "workspaceId"),
    uuidColumnOf(runs, "flowId"),
    uuidColumnOf(runs, "versionId"),
    uuidColumnOf(runs, "customerId"),
    momentColumnOf(runs, "enteredAt"),
    columnOf(runs, "triggerEventId"),
    columnOf(runs, "correlation"),
  ];
}

const CHANGING = `$1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::timestamptz[], $6::timestamptz[], $7::timestamptz[], $8::timestamptz[], $9::text[], $10::int[],
  $11::timestamptz[], $12::text[], $13::bigint[], $14::text[], $15::boolean[], ${jsonColumnAt(16)}`;
const CHANGING_NAMES = `shard, id, status, step_id, wake_at, parked_wake_at, step_entered_at, ended_at, end_reason, visit,
  converted_at, conversion_rule, revenue, currency, post_completion, context`;

const INSERT = `
INSERT INTO run (${CHANGING_NAMES}, workspace_id, flow_id, version_id, customer_id, entered_at, trigger_event_id, correlation)
SELECT u.shard, u.id, u.status, u.step_id, u.wake_at, u.parked_wake_at, u.step_entered_at, u.ended_at, u.end_reason, u.visit,
  u.converted_at, u.conversion_rule, u.revenue, u.currency, u.post_completion, u.context::json,
  u.workspace_id, u.flow_id, u.version_id, u.customer_id, u.entered_at, u.trigger_event_id, u.correlation
FROM unnest(${CHANGING}, $17::uuid[], $18::uuid[], $19::uuid[], $20::uuid[], $21::timestamptz[], $22::bigint[], $23::text[])
  AS u (${CHANGING_NAMES}, workspace_id, flow_id, version_id, customer_id, entered_at, trigger_event_id, correlation)`;

const UPDATE = `
UPDATE run r SET status = u.status, step_id = u.step_id, wake_at = u.wake_at, parked_wake_at = u.parked_wake_at,
  step_entered_at = u.step_entered_at, ended_at = u.ended_at, end_reason = u.end_reason, visit = u.visit, converted_at = u.converted_at,
  conversion_rule = u.conversion_rule, revenue = u.revenue, currency = u.currency, post_completion = u.post_completion,
  context = COALESCE(u.context::json, r.context)
FROM unnest(${CHANGING}) AS u (${CHANGING_NAMES})
WHERE r.shard = u.shard AND r.id = u.id`;
