import type { compatListCampaigns } from "@/lib/contracts/compat-campaigns";
import { authorise } from "@/lib/server/auth/actor";
import { campaignShape } from "@/lib/server/compat/campaign-shape";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listShape } from "@/lib/server/compat/list-shape";
import { campaignNumbers } from "@/lib/server/db/coupons/campaign-numbers";
import { campaignOf } from "@/lib/server/db/coupons/campaign-row";
import { countCampaigns } from "@/lib/server/db/coupons/count-campaigns";
import { listCampaignRows } from "@/lib/server/db/coupons/list-campaign-rows";
import { pool } from "@/lib/server/db/pool";

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
  const numbers = await campaignNumbers(
    pool(),
    workspaceId,
    rows.map(({ id }) => id),
  );
  const shapes = rows.map((row) => campaignShape(campaignOf(row), numbers.get(row.id)?.codes ?? 0));
  return { status: 200, body: listShape("campaigns", shapes, await countCampaigns(pool(), workspaceId)) };
}
