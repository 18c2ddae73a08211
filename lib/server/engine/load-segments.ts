import type { Tally } from "@/lib/domain/segment/matches";
import { uuidColumn } from "@/lib/server/db/binary-columns";
import { shardColumn } from "@/lib/server/db/columns";
import { eventWaits } from "@/lib/server/db/events/waits";
import type { Queryable } from "@/lib/server/db/pool";
import type { LoadedWorkspace } from "./load-workspaces";
import { type LoadedSegment, touches } from "./loaded-segment";
import type { Work } from "./read-work";

/** Who belongs to what, and what they did, of the batch's customers. Both maps follow the batch as it decides. */
export type SegmentFacts = {
  /** Ids of segments per customer, as the database has them. */
  members: ReadonlyMap<string, ReadonlySet<string>>;
  /** Per customer and event name, without the events of this batch. */
  tallies: ReadonlyMap<string, ReadonlyMap<string, Tally>>;
};

/** Loads what deciding about segments takes: nothing where a workspace has none, else two statements. */
export async function loadSegments(
  queryable: Queryable,
  work: Work,
  customerIds: readonly string[],
  workspaces: ReadonlyMap<string, LoadedWorkspace>,
): Promise<SegmentFacts> {
  const all = [...workspaces.values()];
  const segments = all.flatMap((workspace) => workspace.segments);
  if (!all.some(({ hasSegments }) => hasSegments)) return { members: new Map(), tallies: new Map() };
  const members = await membersOf(queryable, customerIds);
  const names = new Set(
    segments.filter((segment) => mayBeAsked(segment, work)).flatMap(({ events }) => [...events]),
  );
  return {
    members,
    tallies: names.size === 0 ? new Map() : await talliesOf(queryable, customerIds, [...names]),
  };
}

function mayBeAsked(segment: LoadedSegment, { events, checks }: Work): boolean {
  // A step may set an attribute, whatever brought the customer into the batch.
  if (segment.profile) return true;
  return (
    checks.some(({ segmentId }) => segmentId === segment.id) ||
    events.some((event) => touches(segment, event))
  );
}

async function membersOf(
  queryable: Queryable,
  customerIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const { rows } = await queryable.query<{ customer_id: string; ids: string[] }>({
    name: "load-memberships",
    text: `SELECT w.customer_id, m.ids FROM unnest($1::smallint[], $2::uuid[]) AS w (shard, customer_id)
           CROSS JOIN LATERAL (
             SELECT array_agg(segment_id::text) AS ids FROM segment_member WHERE shard = w.shard AND customer_id = w.customer_id
           ) m
           WHERE m.ids IS NOT NULL`,
    values: [shardColumn(customerIds), uuidColumn(customerIds)],
  });
  return new Map(rows.map(({ customer_id, ids }) => [customer_id, new Set(ids)]));
}

// What is still pending is counted when the batch that holds it decides: so the answer does not depend on how the log falls into batches.
const TALLIES = `
SELECT w.customer_id, t.name, t.count, t.last_at FROM unnest($1::smallint[], $2::uuid[]) AS w (shard, customer_id)
CROSS JOIN LATERAL (
  SELECT e.name, count(*) AS count, max(e.occurred_at) AS last_at FROM event e
  WHERE e.shard = w.shard AND e.customer_id = w.customer_id AND e.name = ANY($3::text[])
    AND ${eventWaits("w.shard", "e.id")} IS NULL
  GROUP BY e.name
) t`;

async function talliesOf(
  queryable: Queryable,
  customerIds: readonly string[],
  names: readonly string[],
): Promise<Map<string, Map<string, Tally>>> {
  const { rows } = await queryable.query<{ customer_id: string; name: string; count: number; last_at: Date }>(
    {
      name: "load-tallies",
      text: TALLIES,
      values: [shardColumn(customerIds), uuidColumn(customerIds), names],
    },
  );
  const tallies = new Map<string, Map<string, Tally>>();
  for (const { customer_id, name, count, last_at } of rows) {
    const own = tallies.get(customer_id) ?? new Map<string, Tally>();
    tallies.set(customer_id, own.set(name, { count, lastAt: last_at.getTime() }));
  }
  return tallies;
}
