import { shardOf } from "@/lib/domain/shard";
import { momentColumnOf, uuidColumn, uuidColumnOf } from "@/lib/server/db/binary-columns";
import { column, shardColumnOf, shardsOf } from "@/lib/server/db/columns";
import { appendEvents } from "@/lib/server/db/events/append-events";
import type { Queryable } from "@/lib/server/db/pool";
import type { Outcome } from "./outcome";

/** Writes who entered and left, when to look again, and one event for each edge (S0-17): at most five statements. */
export async function saveSegments(
  queryable: Queryable,
  now: Date,
  outcome: Outcome,
  workspaceOf: (customerId: string) => string,
): Promise<void> {
  const changes = [...outcome.memberships.values()];
  await write(
    queryable,
    INSERT,
    changes.filter(({ belongs }) => belongs),
    now,
  );
  await write(
    queryable,
    DELETE,
    changes.filter(({ belongs }) => !belongs),
  );
  const checks = [...outcome.checks.values()];
  await saveChecks(
    queryable,
    checks.flatMap((check) => (check.at === null ? [] : [{ ...check, at: check.at }])),
  );
  await deleteChecks(
    queryable,
    checks.filter(({ at }) => at === null),
  );
  await appendEvents(
    queryable,
    outcome.edges.map(({ segmentId, segmentName, customerId, kind, cause }) => ({
      shard: shardOf(customerId),
      workspaceId: workspaceOf(customerId),
      customerId,
      name: `customer.segment.${kind}`,
      messageId: `segment:${segmentId}:${customerId}:${kind}:${cause}`,
      properties: { segmentId, segmentName },
      occurredAt: now,
      acceptedAt: now,
      source: "engine",
    })),
  );
}

/** Forgets when to look at these memberships again. */
export async function deleteChecks(queryable: Queryable, pairs: readonly Pair[]): Promise<void> {
  if (pairs.length === 0) return;
  await queryable.query({
    name: "delete-checks",
    text: UNCHECK,
    values: [
      shardsOf(pairs.map(({ customerId }) => customerId)),
      uuidColumn([...new Set(pairs.map(({ segmentId }) => segmentId))]),
      uuidColumnOf(pairs, "customerId"),
      column(pairs.map(({ segmentId, customerId }) => segmentId + customerId)),
    ],
  });
}

// Why lists: see delete-pending.ts.
export const UNCHECK = `
DELETE FROM segment_check
WHERE shard = ANY($1::smallint[]) AND segment_id = ANY($2::uuid[]) AND customer_id = ANY($3::uuid[])
  AND segment_id::text || customer_id::text = ANY($4::text[])`;

type Pair = { segmentId: string; customerId: string };
type Statement = { name: string; text: string };

async function write(
  queryable: Queryable,
  statement: Statement,
  pairs: readonly Pair[],
  ...more: readonly Date[]
): Promise<void> {
  if (pairs.length === 0) return;
  await queryable.query({
    ...statement,
    values: [
      shardColumnOf(pairs, "customerId"),
      uuidColumnOf(pairs, "segmentId"),
      uuidColumnOf(pairs, "customerId"),
      ...more,
    ],
  });
}

const INSERT = {
  name: "insert-members",
  text: `INSERT INTO segment_member (shard, segment_id, customer_id, entered_at)
         SELECT u.shard, u.segment_id, u.customer_id, $4
         FROM unnest($1::smallint[], $2::uuid[], $3::uuid[]) AS u (shard, segment_id, customer_id)
         ON CONFLICT DO NOTHING`,
};
const DELETE = {
  name: "delete-members",
  text: `DELETE FROM segment_member m USING unnest($1::smallint[], $2::uuid[], $3::uuid[]) AS u (shard, segment_id, customer_id)
         WHERE m.shard = u.shard AND m.segment_id = u.segment_id AND m.customer_id = u.customer_id`,
};

async function saveChecks(queryable: Queryable, checks: readonly (Pair & { at: number })[]): Promise<void> {
  if (checks.length === 0) return;
  await queryable.query({
    name: "save-checks",
    text: `INSERT INTO segment_check (shard, segment_id, customer_id, check_at)
           SELECT u.shard, u.segment_id, u.customer_id, u.check_at
           FROM unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::timestamptz[]) AS u (shard, segment_id, customer_id, check_at)
           ON CONFLICT (shard, segment_id, customer_id) DO UPDATE SET check_at = EXCLUDED.check_at`,
    values: [
      shardColumnOf(checks, "customerId"),
      uuidColumnOf(checks, "segmentId"),
      uuidColumnOf(checks, "customerId"),
      momentColumnOf(checks, "at"),
    ],
  });
}
