import type pg from "pg";
import { nextCheckAt } from "@/lib/domain/segment/matches";
import { dependsOn, type SegmentRule, segmentRule } from "@/lib/domain/segment/rule";
import { SHARD_COUNT } from "@/lib/domain/shard";
import type { Clock } from "@/lib/server/clock";
import { column, momentColumn } from "@/lib/server/db/columns";
import { type Queryable, transaction } from "@/lib/server/db/pool";
import { Parameters, ruleSql } from "./rule-sql";

/**
 * Fills a segment with those who belong to it, shard by shard, each under its lock, so that the engine, which keeps a shard's members up to date
 * from then on, misses nobody and takes nobody twice. Tells the log of nobody: who belonged when the rule was made is no newcomer (S0-40).
 * Carried on after a crash, it goes on where it stopped.
 */
export async function buildSegment(pool: pg.Pool, segmentId: string, clock: Clock): Promise<void> {
  for (let done = false; !done; ) done = await buildNext(pool, segmentId, clock);
}

type Row = { workspace_id: string; rule: unknown; version: number; built_shards: number };

/** @returns whether nothing is left to do */
async function buildNext(pool: pg.Pool, segmentId: string, clock: Clock): Promise<boolean> {
  const found = await readSegment(pool, segmentId);
  if (!found || found.built_shards >= SHARD_COUNT) return true;
  return await transaction(async (client) => {
    const shard = found.built_shards;
    await client.query(`SELECT FROM shard WHERE id = $1 FOR UPDATE`, [shard]);
    const segment = await readSegment(client, segmentId, "FOR UPDATE");
    // Deleted, changed, or taken further by another job meanwhile: look again.
    if (!segment || segment.version !== found.version || segment.built_shards !== shard) return false;
    const rule = segmentRule.parse(segment.rule);
    const now = clock();
    await replaceMembers(client, { segmentId, workspaceId: segment.workspace_id, shard, rule, now });
    await replaceChecks(client, { segmentId, workspaceId: segment.workspace_id, shard, rule, now });
    await client.query(`UPDATE segment SET built_shards = $2 WHERE id = $1`, [segmentId, shard + 1]);
    return shard + 1 >= SHARD_COUNT;
  }, pool);
}

async function readSegment(queryable: Queryable, id: string, lock = ""): Promise<Row | undefined> {
  const { rows } = await queryable.query<Row>(
    `SELECT workspace_id, rule, version, built_shards FROM segment WHERE id = $1 AND type = 'auto' ${lock}`,
    [id],
  );
  return rows[0];
}

type Part = { segmentId: string; workspaceId: string; shard: number; rule: SegmentRule; now: Date };

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
             AND NOT EXISTS (SELECT FROM event_pending p WHERE p.shard = $1 AND p.event_id = e.id)
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
    [
      shard,
      segmentId,
      column(checks.map(({ customerId }) => customerId)),
      momentColumn(checks.map(({ at }) => at)),
    ],
  );
}
