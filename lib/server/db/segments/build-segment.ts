import type pg from "pg";
import { segmentRule } from "@/lib/domain/segment/rule";
import { SHARD_COUNT } from "@/lib/domain/shard";
import type { Clock } from "@/lib/server/clock";
import { type Queryable, transaction } from "@/lib/server/db/pool";
import { fillShard } from "./fill-shard";

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
    await fillShard(client, { segmentId, workspaceId: segment.workspace_id, shard, rule, now });
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
