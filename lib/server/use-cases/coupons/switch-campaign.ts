import type { enableCampaignContract } from "@/lib/contracts/campaigns";
import type { ResponseOf } from "@/lib/contracts/contract";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { campaignOf } from "@/lib/server/db/coupons/campaign-row";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { setCampaignActive } from "@/lib/server/db/coupons/set-campaign-active";
import { transaction } from "@/lib/server/db/pool";
import { auditCampaign } from "./audit-campaign";

/** Switches a campaign on or off. While it is off none of its codes is given or redeemed; nothing else about them changes. */
export async function switchCampaign(
  { actor, params }: { actor: Actor; params: { id: string } },
  active: boolean,
  clock = systemClock,
): Promise<ResponseOf<typeof enableCampaignContract>> {
  authorise(actor, "coupons:write");
  const row = await transaction(async (client) => {
    const before = await readCampaign(client, actor.workspaceId, params.id, { lock: true });
    if (!before) throw notFound("campaign");
    if (before.active === active) return before;
    await setCampaignActive(client, actor.workspaceId, params.id, active, clock());
    await auditCampaign(client, actor, active ? "enabled" : "disabled", before, clock());
    return { ...before, active, updated_at: clock() };
  });
  return campaignOf(row);
}
