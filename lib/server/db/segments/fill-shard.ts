import { nextCheckAt } from "@/lib/domain/segment/matches";
import { dependsOn, type SegmentRule } from "@/lib/domain/segment/rule";
import { momentColumnOf } from "@/lib/server/db/binary-columns";
import { columnOf } from "@/lib/server/db/columns";
import { eventWaits } from "@/lib/server/db/events/waits";
import type { Queryable } from "@/lib/server/db/pool";
import { Parameters, ruleSql } from "./rule-sql";

type Part = { segmentId: string; workspaceId: string; shard: number; rule: SegmentRule; now: Date };

/** Makes those who fit the rule now the segment's members in a shard, whose lock the caller holds, and notes when time alone changes that. Tells nobody. */
export async function fillShard(client: Queryable, part: Part): Promise<void> {
  await replaceMembers(client, part);
  await replaceChecks(client, part);
}

async function replaceMembers(
  client: Queryable,
  { segmentId, workspaceId, shard, rule, now }: Part,
): Promise<void> {
  const parameters = new Parameters();
  const [id, at, workspace] = [
    parameters.add(segmentId, "uuid"),
    parameters.add(now, "timestamptz"),
    parameters.add(workspaceId, "uuid"),
  ];
  const own = parameters.add(shard, "smallint");
  await client.query(
    `WITH belonging AS MATERIALIZED (
       SELECT c.id FROM customer c WHERE c.shard = ${own} AND c.workspace_id = ${workspace} AND ${ruleSql(rule, parameters, now.getTime())}
     ), gone AS (
       DELETE FROM segment_member m WHERE m.shard = ${own} AND m.segment_id = ${id}
         AND NOT EXISTS (SELECT FROM belonging b WHERE b.id = m.customer_id)
     )
     INSERT INTO segment_member (shard, segment_id, customer_id, entered_at) SELECT ${own}, ${id}, b.id, ${at} FROM belonging b
     ON CONFLICT DO NOTHING`,
    parameters.values,
  );
}

async function replaceChecks(
  client: Queryable,
  { segmentId, workspaceId, shard, rule, now }: Part,
): Promise<void> {
  await client.query(`DELETE FROM segment_check WHERE shard = $1 AND segment_id = $2`, [shard, segmentId]);
  const names = [...dependsOn(rule).recency];
  if (names.length === 0) return;
  const { rows } = await client.query<{ customer_id: string; tallies: Record<string, number> }>(
    `SELECT t.customer_id, json_object_agg(t.name, t.last_at) AS tallies
     FROM (SELECT e.customer_id, e.name, (extract(epoch FROM max(e.occurred_at)) * 1000)::bigint AS last_at FROM event e
           WHERE e.shard = $1 AND e.workspace_id = $2 AND e.name = ANY($3::text[]) AND e.customer_id IS NOT NULL
             AND ${eventWaits("$1", "e.id")} IS NULL
           GROUP BY e.customer_id, e.name) t
     GROUP BY t.customer_id`,
    [shard, workspaceId, names],
  );
  const checks = rows.flatMap(({ customer_id, tallies }) => {
    const lasts = new Map(Object.entries(tallies).map(([name, lastAt]) => [name, { lastAt }]));
    const at = nextCheckAt(rule, lasts, now.getTime());
    return at === null ? [] : [{ customerId: customer_id, at }];
  });
  await client.query(
    `INSERT INTO segment_check (shard, segment_id, customer_id, check_at)
     SELECT $1, $2, u.customer_id, u.check_at FROM unnest($3::uuid[], $4::timestamptz[]) AS u (customer_id, check_at)`,
    [shard, segmentId, columnOf(checks, "customerId"), momentColumnOf(checks, "at")],
  );
}
