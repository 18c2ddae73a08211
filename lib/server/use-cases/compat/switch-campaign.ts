import type { compatEnableCampaign } from "@/lib/contracts/compat-campaigns";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { pool } from "@/lib/server/db/pool";
import { switchCampaign as turn } from "@/lib/server/use-cases/coupons/switch-campaign";
import { campaignObjects } from "./campaign-objects";
import { findCampaignOrFail } from "./find-campaign-or-fail";

/** Switches a campaign on or off. */
export async function switchCampaign(
  { actor, params }: CompatCall<typeof compatEnableCampaign>,
  active: boolean,
): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  const { id } = await findCampaignOrFail(pool(), actor.workspaceId, params.id);
  await turn({ actor, params: { id } }, active);
  const campaign = await findCampaignOrFail(pool(), actor.workspaceId, params.id);
  const [body] = await campaignObjects(pool(), actor.workspaceId, [campaign]);
  return { status: 200, body };
}
