import type { FlowEvent } from "@/lib/domain/flow/facts";
import type { Run } from "@/lib/domain/flow/run";
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
  /** There are more events than fit: timers of the customers in `events` must wait for the rest of theirs. */
  truncated: boolean;
};

/** How many events, due runs and due memberships are taken at most. */
export type WorkLimits = { events: number; due: number; checks: number };

/** What a shard has to do, within the limits. The caller holds the shard's lock. */
export async function readWork(
  queryable: Queryable,
  shard: number,
  now: Date,
  limits: WorkLimits,
): Promise<Work> {
  const [events, due, checks] = await together([
    queryable.query<LoggedEventRow>({ name: "read-pending", text: PENDING, values: [shard, limits.events] }),
    queryable.query<DueRow>({ name: "read-due", text: DUE, values: [shard, now, limits.due] }),
    queryable.query<CheckRow>({ name: "read-checks", text: CHECKS, values: [shard, now, limits.checks] }),
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
    truncated: events.rows.length >= limits.events,
  };
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

// What waits is found first and its events by their keys: no plan may walk the log, which is all history.
const PENDING = `
SELECT ${LOGGED_EVENT}
FROM (SELECT event_id, accepted_at FROM event_pending WHERE shard = $1 ORDER BY event_id LIMIT $2) p
CROSS JOIN LATERAL (SELECT * FROM event WHERE shard = $1 AND id = p.event_id AND accepted_at = p.accepted_at OFFSET 0) e
ORDER BY p.event_id`;

const DUE = `
SELECT t.run_id AS timer_run_id, t.wake_at AS timer_at, ${RUN_COLUMNS.replaceAll(/(^|, )/g, "$1r.")}
FROM run_timer t LEFT JOIN run r ON r.shard = $1 AND r.id = t.run_id AND r.status = 'active'
WHERE t.shard = $1 AND t.wake_at <= $2
  AND NOT EXISTS (SELECT FROM event_pending p WHERE p.shard = $1 AND p.customer_id = r.customer_id)
ORDER BY t.wake_at, t.run_id
LIMIT $3`;

const CHECKS = `
SELECT k.segment_id, k.customer_id, c.workspace_id
FROM segment_check k LEFT JOIN customer c ON c.shard = $1 AND c.id = k.customer_id
WHERE k.shard = $1 AND k.check_at <= $2
ORDER BY k.check_at
LIMIT $3`;

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
