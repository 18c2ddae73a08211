import type { compatListCampaigns } from "@/lib/contracts/compat-campaigns";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listShape } from "@/lib/server/compat/list-shape";
import { campaignOf } from "@/lib/server/db/coupons/campaign-row";
import { campaignsByIds } from "@/lib/server/db/coupons/campaigns-by-ids";
import { CAMPAIGNS } from "@/lib/server/db/lists/kinds";
import { inOrder, narrowedIds } from "@/lib/server/db/lists/narrowed-ids";
import { pool } from "@/lib/server/db/pool";
import { campaignObjects } from "./campaign-objects";

/** A page of campaigns, newest first unless asked otherwise. */
export async function listCampaigns({
  actor,
  query,
}: CompatCall<typeof compatListCampaigns>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { workspaceId } = actor;
  const { ids, total, hasMore } = await narrowedIds(pool(), CAMPAIGNS, workspaceId, query);
  const rows = inOrder(ids, await campaignsByIds(pool(), workspaceId, ids));
  const shapes = await campaignObjects(pool(), workspaceId, rows.map(campaignOf));
  return { status: 200, body: listShape("campaigns", shapes, await total(), hasMore) };
}
