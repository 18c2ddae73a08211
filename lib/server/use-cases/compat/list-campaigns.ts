import type { compatListCampaigns } from "@/lib/contracts/compat-campaigns";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listShape } from "@/lib/server/compat/list-shape";
import { campaignOf } from "@/lib/server/db/coupons/campaign-row";
import { countCampaigns } from "@/lib/server/db/coupons/count-campaigns";
import { listCampaignRows } from "@/lib/server/db/coupons/list-campaign-rows";
import { pool } from "@/lib/server/db/pool";
import { campaignObjects } from "./campaign-objects";

/** A page of campaigns, newest first. */
export async function listCampaigns({
  actor,
  query,
}: CompatCall<typeof compatListCampaigns>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { workspaceId } = actor;
  const { limit, page } = query;
  const rows = await listCampaignRows(pool(), workspaceId, {
    after: null,
    limit,
    offset: (page - 1) * limit,
  });
  const shapes = await campaignObjects(pool(), workspaceId, rows.map(campaignOf));
  return { status: 200, body: listShape("campaigns", shapes, await countCampaigns(pool(), workspaceId)) };
}
