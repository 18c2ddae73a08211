import type { Queryable } from "@/lib/server/db/pool";
import { CAMPAIGN_COLUMNS, type CampaignRow } from "./campaign-row";

/** Where a page ends: the last row's moment of creation and id. */
export type Position = { at: string; id: string };

/** Campaigns of a workspace, newest first, from after a position. */
export async function listCampaignRows(
  queryable: Queryable,
  workspaceId: string,
  filter: { search?: string; active?: boolean; after: Position | null; limit: number },
): Promise<CampaignRow[]> {
  const { rows } = await queryable.query<CampaignRow>(
    `SELECT ${CAMPAIGN_COLUMNS} FROM campaign c
     WHERE c.workspace_id = $1
       AND ($2::text IS NULL OR position(lower($2) in lower(c.name)) > 0)
       AND ($3::boolean IS NULL OR c.active = $3)
       AND ($4::timestamptz IS NULL OR (c.created_at, c.id) < ($4, $5::uuid))
     ORDER BY c.created_at DESC, c.id DESC LIMIT $6`,
    [
      workspaceId,
      filter.search || null,
      filter.active ?? null,
      filter.after?.at ?? null,
      filter.after?.id ?? null,
      filter.limit,
    ],
  );
  return rows;
}
