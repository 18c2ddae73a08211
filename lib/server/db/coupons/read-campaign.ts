import type { Queryable } from "@/lib/server/db/pool";
import { CAMPAIGN_COLUMNS, type CampaignRow } from "./campaign-row";

/** A campaign of a workspace; null when there is none. `lock` keeps others from changing it until the transaction ends. */
export async function readCampaign(
  queryable: Queryable,
  workspaceId: string,
  id: string,
  { lock }: { lock: boolean } = { lock: false },
): Promise<CampaignRow | null> {
  const { rows } = await queryable.query<CampaignRow>(
    `SELECT ${CAMPAIGN_COLUMNS} FROM campaign c WHERE c.id = $1 AND c.workspace_id = $2${lock ? " FOR NO KEY UPDATE OF c" : ""}`,
    [id, workspaceId],
  );
  return rows[0] ?? null;
}
