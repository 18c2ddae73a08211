import type { createCampaignContract } from "@/lib/contracts/campaigns";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { CampaignFields } from "@/lib/domain/coupon/campaign";
import type { CampaignItems } from "@/lib/domain/coupon/campaign-items";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { campaignOf } from "@/lib/server/db/coupons/campaign-row";
import { transaction } from "@/lib/server/db/pool";
import { makeCampaign } from "./make-campaign";
import { setItems } from "./set-items";

/** Creates a campaign; a standalone one with its code. @throws DomainError invalid_input, or conflict when the name or code is taken */
export async function createCampaign(
  { actor, body }: { actor: Actor; body: CampaignFields & { items?: CampaignItems | undefined } },
  clock = systemClock,
): Promise<ResponseOf<typeof createCampaignContract>> {
  authorise(actor, "coupons:write");
  const { items, ...fields } = body;
  return await transaction(async (client) => {
    const row = await makeCampaign(client, actor, fields, clock());
    if (items) await setItems(client, actor, row, items, clock());
    return campaignOf(row);
  });
}
