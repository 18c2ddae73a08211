import type { Queryable } from "@/lib/server/db/pool";
import { CAMPAIGN_COLUMNS, type CampaignRow } from "./campaign-row";

/** The campaigns of a workspace with these ids, in no order. */
export async function campaignsByIds(
  queryable: Queryable,
  workspaceId: string,
  ids: readonly string[],
): Promise<CampaignRow[]> {
  const { rows } = await queryable.query<CampaignRow>(
    `SELECT ${CAMPAIGN_COLUMNS} FROM campaign c WHERE c.workspace_id = $1 AND c.id = ANY($2::uuid[])`,
    [workspaceId, ids],
  );
  return rows;
}
