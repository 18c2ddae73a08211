import type { Queryable } from "@/lib/server/db/pool";

/** A fixed pool that codes are given from. `told`: whether people know already that it is low. */
type WatchedPool = {
  id: string;
  workspaceId: string;
  name: string;
  codes: number;
  given: number;
  told: boolean;
};

/** All fixed pools that codes may be given from now, by their counters. */
export async function watchedPools(queryable: Queryable, now: Date): Promise<WatchedPool[]> {
  const { rows } = await queryable.query<WatchedPool>(
    `SELECT c.id, c.workspace_id AS "workspaceId", c.name, c.low_pool_told_at IS NOT NULL AS told,
       coalesce(sum(t.count) FILTER (WHERE t.kind = 'codes'), 0)::int AS codes,
       coalesce(sum(t.count) FILTER (WHERE t.kind = 'given'), 0)::int AS given
     FROM campaign c LEFT JOIN campaign_total t ON t.campaign_id = c.id
     WHERE c.type = 'static' AND c.active AND (c.ends_at IS NULL OR c.ends_at > $1) GROUP BY c.id`,
    [now],
  );
  return rows;
}

/** Notes that people are told of a low pool, or that there is nothing to tell any more. @returns whether that was not so already */
export async function noteLowPool(
  queryable: Queryable,
  campaignId: string,
  toldAt: Date | null,
): Promise<boolean> {
  const { rowCount } = await queryable.query(
    `UPDATE campaign SET low_pool_told_at = $2 WHERE id = $1 AND (low_pool_told_at IS NULL) <> ($2::timestamptz IS NULL)`,
    [campaignId, toldAt],
  );
  return rowCount === 1;
}
