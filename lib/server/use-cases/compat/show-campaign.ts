import type { compatGetCampaign } from "@/lib/contracts/compat-campaigns";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { pool } from "@/lib/server/db/pool";
import { campaignObjects } from "./campaign-objects";
import { findCampaignOrFail } from "./find-campaign-or-fail";

/** One campaign, by its id or its name. */
export async function showCampaign({
  actor,
  params,
}: CompatCall<typeof compatGetCampaign>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const campaign = await findCampaignOrFail(pool(), actor.workspaceId, params.id);
  const [body] = await campaignObjects(pool(), actor.workspaceId, [campaign]);
  return { status: 200, body };
}
