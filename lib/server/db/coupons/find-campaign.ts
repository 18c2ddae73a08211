import type { Queryable } from "@/lib/server/db/pool";

/** The id of a campaign by its name in the workspace, or by its id; null when there is none. */
export async function findCampaign(
  queryable: Queryable,
  workspaceId: string,
  by: { id: string | null; name: string | null },
): Promise<string | null> {
  const { rows } = await queryable.query<{ id: string }>({
    name: "find-campaign",
    text: `SELECT id FROM campaign WHERE workspace_id = $1 AND (id = $2 OR name = $3) ORDER BY (id = $2) DESC NULLS LAST LIMIT 1`,
    values: [workspaceId, by.id, by.name],
  });
  return rows[0]?.id ?? null;
}
