import type { Transition } from "@/lib/domain/flow/run";
import type { Queryable } from "@/lib/server/db/pool";

/** An event, as far as finding what it caused takes. */
export type CausingEvent = { shard: number; id: number; customer_id: string | null; accepted_at: Date };

/** What one event did to one flow's run, or why it did not start one. `transitions`: those of a run that it caused. */
export type CauseRow = {
  event_id: number;
  kind: "entered" | "moved" | "refused";
  flow_id: string;
  flow_name: string;
  run_id: string | null;
  reason: string | null;
  transitions: Transition[] | null;
};

/** What these events caused: runs they started, runs they moved, entries they were refused. One statement, however many. */
export async function readCauses(queryable: Queryable, events: readonly CausingEvent[]): Promise<CauseRow[]> {
  const caused = events.filter(({ customer_id }) => customer_id !== null);
  if (caused.length === 0) return [];
  const { rows } = await queryable.query<CauseRow>({
    name: "read-causes",
    text: SQL,
    values: [
      caused.map(({ shard }) => shard),
      caused.map(({ id }) => id),
      caused.map(({ customer_id }) => customer_id),
      caused.map(({ accepted_at }) => accepted_at),
    ],
  });
  return rows;
}

// A run's log is read from about the moment the event was accepted: what it caused cannot stand before it, but for the difference
// between two machines' clocks.
const SQL = `
WITH cause AS (
  SELECT e.shard, e.id, e.customer_id, e.accepted_at - interval '1 minute' AS since
  FROM unnest($1::smallint[], $2::bigint[], $3::uuid[], $4::timestamptz[]) AS e (shard, id, customer_id, accepted_at)
), found AS (
  SELECT e.id AS event_id, 'entered' AS kind, r.flow_id, r.id AS run_id, NULL AS reason, NULL::jsonb AS transitions
  FROM cause e JOIN run r ON r.shard = e.shard AND r.customer_id = e.customer_id AND r.trigger_event_id = e.id
  UNION ALL
  SELECT e.id, 'moved', r.flow_id, r.id, NULL,
    (SELECT jsonb_agg(t) FROM jsonb_array_elements(l.transitions::jsonb) t WHERE t -> 'by' = to_jsonb(e.id))
  FROM cause e
  JOIN run r ON r.shard = e.shard AND r.customer_id = e.customer_id AND r.trigger_event_id < e.id
    AND (r.ended_at IS NULL OR r.ended_at >= e.since OR r.converted_at >= e.since)
  JOIN step_log l ON l.shard = r.shard AND l.run_id = r.id AND l.at >= e.since
    AND l.transitions::jsonb @> jsonb_build_array(jsonb_build_object('by', e.id))
  UNION ALL
  SELECT e.id, 'refused', f.flow_id, NULL, f.reason, NULL
  FROM cause e JOIN entry_refusal f ON f.shard = e.shard AND f.customer_id = e.customer_id AND f.event_id = e.id
)
SELECT found.*, flow.name AS flow_name FROM found JOIN flow ON flow.id = found.flow_id
ORDER BY found.event_id, found.kind, flow.name`;
