import type { FlowEvent } from "@/lib/domain/flow/facts";
import type { Run } from "@/lib/domain/flow/run";
import { shardOf } from "@/lib/domain/shard";
import { customerWaits } from "@/lib/server/db/events/waits";
import type { Queryable } from "@/lib/server/db/pool";
import { together } from "@/lib/server/db/together";
import { RUN_COLUMNS, type RunRow, runFrom } from "./run-row";

/** An event of the log, as the batch takes it. Its role is filled in from the definitions. */
export type PendingEvent = FlowEvent & { workspaceId: string; customerId: string };

export type Work = {
  events: PendingEvent[];
  /** Due runs of customers none of whose events wait: events come before timers (promise 8). */
  due: Run[];
  /** Timers whose run is gone or has ended. */
  stale: { runId: string; at: Date }[];
  /** Memberships that time alone may have changed. */
  checks: { segmentId: string; customerId: string; workspaceId: string }[];
  /** All due memberships that were read, those of people and segments that are gone too: they must not be read again. */
  taken: { segmentId: string; customerId: string }[];
  /** Shards that have more events than fit: timers of their customers in `events` must wait for the rest of theirs. */
  truncated: ReadonlySet<number>;
};

/** How many events, due runs and due memberships are taken of each shard at most. */
export type WorkLimits = { events: number; due: number; checks: number };

/** What these shards have to do, within the limits. The caller holds their locks. */
export async function readWork(
  queryable: Queryable,
  shards: readonly number[],
  now: Date,
  limits: WorkLimits,
): Promise<Work> {
  const [events, due, checks] = await together([
    queryable.query<LoggedEventRow>({ name: "read-pending", text: PENDING, values: [shards, limits.events] }),
    queryable.query<DueRow>({ name: "read-due", text: DUE, values: [shards, now, limits.due] }),
    queryable.query<CheckRow>({ name: "read-checks", text: CHECKS, values: [shards, now, limits.checks] }),
  ]);
  return {
    checks: checks.rows.flatMap(({ segment_id, customer_id, workspace_id }) =>
      workspace_id === null
        ? []
        : [{ segmentId: segment_id, customerId: customer_id, workspaceId: workspace_id }],
    ),
    taken: checks.rows.map(({ segment_id, customer_id }) => ({
      segmentId: segment_id,
      customerId: customer_id,
    })),
    events: events.rows.map(eventFrom),
    due: due.rows.filter((row) => row.id !== null).map(runFrom),
    stale: due.rows
      .filter((row) => row.id === null)
      .map(({ timer_run_id, timer_at }) => ({ runId: timer_run_id, at: timer_at })),
    truncated: fullShards(events.rows, limits.events),
  };
}

function fullShards(rows: readonly LoggedEventRow[], limit: number): Set<number> {
  const counts = new Map<number, number>();
  for (const { customer_id } of rows) {
    const shard = shardOf(customer_id);
    counts.set(shard, (counts.get(shard) ?? 0) + 1);
  }
  return new Set([...counts].flatMap(([shard, count]) => (count >= limit ? [shard] : [])));
}

type CheckRow = { segment_id: string; customer_id: string; workspace_id: string | null };
type DueRow = RunRow & { timer_run_id: string; timer_at: Date };

/** A row of the event log, as the driver gives it. */
export type LoggedEventRow = {
  id: number;
  workspace_id: string;
  customer_id: string;
  name: string;
  properties: Record<string, unknown>;
  occurred_at: Date;
  accepted_at: Date;
};

/** The columns of a LoggedEventRow from `event e`. */
export const LOGGED_EVENT =
  "e.id, e.workspace_id, e.customer_id, e.name, e.properties, e.occurred_at, e.accepted_at";

// What waits is found first and its events by a list of their ids: no plan may walk the log, which is all history. An id is of one event, whatever its
// shard, and those of a shard lie side by side in the index: one walk finds them all. Their moments tell the partitions.
const PENDING = `
WITH waiting AS MATERIALIZED (
  SELECT p.event_id, p.accepted_at FROM unnest($1::smallint[]) AS s (id)
  CROSS JOIN LATERAL (SELECT event_id, accepted_at FROM event_pending WHERE shard = s.id ORDER BY event_id LIMIT $2) p
)
SELECT ${LOGGED_EVENT}
FROM event e
WHERE e.shard = ANY($1::smallint[]) AND e.id = ANY((SELECT array_agg(event_id) FROM waiting)::bigint[])
  AND e.accepted_at >= (SELECT min(accepted_at) FROM waiting) AND e.accepted_at <= (SELECT max(accepted_at) FROM waiting)
ORDER BY e.id`;

export const DUE = `
SELECT due.*
FROM unnest($1::smallint[]) AS s (id)
CROSS JOIN LATERAL (
  SELECT t.run_id AS timer_run_id, t.wake_at AS timer_at, ${RUN_COLUMNS.replaceAll(/(^|, )/g, "$1r.")}
  FROM run_timer t
  LEFT JOIN LATERAL (SELECT * FROM run WHERE shard = s.id AND id = t.run_id OFFSET 0) r ON r.status = 'active'
  WHERE t.shard = s.id AND t.wake_at <= $2
    AND ${customerWaits("s.id", "r.customer_id")} IS NULL
  ORDER BY t.wake_at, t.run_id
  LIMIT $3
) due
ORDER BY due.timer_at, due.timer_run_id`;

const CHECKS = `
SELECT due.segment_id, due.customer_id, c.workspace_id
FROM unnest($1::smallint[]) AS s (id)
CROSS JOIN LATERAL (
  SELECT segment_id, customer_id, check_at FROM segment_check WHERE shard = s.id AND check_at <= $2 ORDER BY check_at LIMIT $3
) due
LEFT JOIN LATERAL (SELECT workspace_id FROM customer WHERE shard = s.id AND id = due.customer_id OFFSET 0) c ON true
ORDER BY due.check_at`;

/** An event of the log as the engine takes it. */
export function eventFrom(row: LoggedEventRow): PendingEvent {
  return {
    id: row.id,
    workspaceId: row.workspace_id,
    customerId: row.customer_id,
    name: row.name,
    properties: row.properties,
    occurredAt: row.occurred_at.getTime(),
    acceptedAt: row.accepted_at.getTime(),
    role: null,
  };
}
