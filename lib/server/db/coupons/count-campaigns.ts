import type { Queryable } from "@/lib/server/db/pool";

/** How many campaigns a workspace has. */
export async function countCampaigns(queryable: Queryable, workspaceId: string): Promise<number> {
  const { rows } = await queryable.query<{ count: number }>(
    `SELECT count(*) AS count FROM campaign WHERE workspace_id = $1`,
    [workspaceId],
  );
  return rows[0]?.count ?? 0;
}
