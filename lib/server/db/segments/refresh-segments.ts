import type pg from "pg";
import { dependsOn, segmentRule } from "@/lib/domain/segment/rule";
import type { Clock } from "@/lib/server/clock";
import { type Queryable, transaction } from "@/lib/server/db/pool";
import { fillShard } from "./fill-shard";

type Row = { id: string; rule: unknown; version: number; built_shards: number };

/**
 * Asks a workspace's segments about events anew, once old events have left the log: what they count has changed without an event that the engine
 * could see. Tells the log of nobody, since nobody did anything.
 */
export async function refreshSegments(pool: pg.Pool, workspaceId: string, clock: Clock): Promise<void> {
  const { rows } = await pool.query<Row>(
    `SELECT id, rule, version, built_shards FROM segment WHERE workspace_id = $1 AND type = 'auto' ORDER BY id`,
    [workspaceId],
  );
  for (const segment of rows) {
    const rule = segmentRule.parse(segment.rule);
    if (dependsOn(rule).events.size === 0) continue;
    // Shards that are yet to be filled are filled from the log as it is by then.
    for (let shard = 0; shard < segment.built_shards; shard++)
      await transaction(async (client) => {
        await client.query(`SELECT FROM shard WHERE id = $1 FOR UPDATE`, [shard]);
        const { rowCount } = await client.query(
          `SELECT FROM segment WHERE id = $1 AND version = $2 FOR SHARE`,
          [segment.id, segment.version],
        );
        // Deleted, or changed and so built anew.
        if (rowCount === 0) return;
        await fillShard(client, { segmentId: segment.id, workspaceId, shard, rule, now: clock() });
      }, pool);
  }
}

/** Adds the job that does so for these workspaces, in the caller's transaction; those that wait already are not added again. */
export async function enqueueRefresh(queryable: Queryable, workspaceIds: readonly string[]): Promise<void> {
  await queryable.query(
    `SELECT graphile_worker.add_job('refresh_segments', json_build_object('workspaceId', id), job_key => 'refresh_segments:' || id)
     FROM (SELECT DISTINCT workspace_id AS id FROM segment WHERE workspace_id = ANY($1::uuid[]) AND type = 'auto') asking`,
    [workspaceIds],
  );
}
