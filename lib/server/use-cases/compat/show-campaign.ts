import type { compatGetCampaign } from "@/lib/contracts/compat-campaigns";
import { authorise } from "@/lib/server/auth/actor";
import { campaignShape } from "@/lib/server/compat/campaign-shape";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { campaignNumbers } from "@/lib/server/db/coupons/campaign-numbers";
import { pool } from "@/lib/server/db/pool";
import { findCampaignOrFail } from "./find-campaign-or-fail";

/** One campaign, by its id or its name. */
export async function showCampaign({
  actor,
  params,
}: CompatCall<typeof compatGetCampaign>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const campaign = await findCampaignOrFail(pool(), actor.workspaceId, params.id);
  const numbers = await campaignNumbers(pool(), actor.workspaceId, [campaign.id]);
  return { status: 200, body: campaignShape(campaign, numbers.get(campaign.id)?.codes ?? 0) };
}
