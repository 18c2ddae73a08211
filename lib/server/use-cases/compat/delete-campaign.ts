import type { compatDeleteCampaign } from "@/lib/contracts/compat-campaigns";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { pool } from "@/lib/server/db/pool";
import { deleteCampaign as removeCampaign } from "@/lib/server/use-cases/coupons/delete-campaign";
import { findCampaignOrFail } from "./find-campaign-or-fail";
import { noteDone } from "./note-done";

/** Deletes a campaign of which no code was given, at once; the answer names an action that is done already. */
export async function deleteCampaign(call: CompatCall<typeof compatDeleteCampaign>): Promise<CompatAnswer> {
  const { actor, params, requestId } = call;
  authorise(actor, "coupons:write");
  const { id } = await findCampaignOrFail(pool(), actor.workspaceId, params.id);
  await removeCampaign({ actor, params: { id } });
  return { status: 202, body: await noteDone(pool(), actor, "CAMPAIGN.DELETE", requestId) };
}
