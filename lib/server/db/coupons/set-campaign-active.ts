import type { Queryable } from "@/lib/server/db/pool";

/** Switches a campaign of a workspace on or off. */
export async function setCampaignActive(
  queryable: Queryable,
  workspaceId: string,
  id: string,
  active: boolean,
  now: Date,
): Promise<void> {
  await queryable.query(
    `UPDATE campaign SET active = $3, updated_at = $4 WHERE id = $1 AND workspace_id = $2 AND active <> $3`,
    [id, workspaceId, active, now],
  );
}
