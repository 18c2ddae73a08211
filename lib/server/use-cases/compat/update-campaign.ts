import type { compatUpdateCampaign } from "@/lib/contracts/compat-campaigns";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { readCampaignFields } from "@/lib/server/compat/read-campaign-fields";
import { readCurrency } from "@/lib/server/db/coupons/read-currency";
import { pool } from "@/lib/server/db/pool";
import { updateCampaign as changeCampaign } from "@/lib/server/use-cases/coupons/update-campaign";
import { campaignObjects } from "./campaign-objects";
import { findCampaignOrFail } from "./find-campaign-or-fail";

/** Changes what is sent of a campaign; null clears a field. Codes that customers have keep their dates. */
export async function updateCampaign({
  actor,
  params,
  body,
}: CompatCall<typeof compatUpdateCampaign>): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  const { id, discountText, active, createdAt, updatedAt, ...before } = await findCampaignOrFail(
    pool(),
    actor.workspaceId,
    params.id,
  );
  const currency = await readCurrency(pool(), actor.workspaceId);
  const { type, code, ...after } = readCampaignFields({ ...body, type: null }, { currency, before });
  await changeCampaign({ actor, params: { id }, body: after });
  const campaign = await findCampaignOrFail(pool(), actor.workspaceId, after.name);
  const [shape] = await campaignObjects(pool(), actor.workspaceId, [campaign]);
  return { status: 200, body: shape };
}
