import { DomainError, notFound } from "@/lib/domain/errors";
import type { CampaignRow } from "@/lib/server/db/coupons/campaign-row";
import { readCampaign } from "@/lib/server/db/coupons/read-campaign";
import { pool } from "@/lib/server/db/pool";

/** A campaign that codes of a file can be put into. @throws DomainError not_found, or conflict when it has one code for everybody */
export async function poolToFill(workspaceId: string, id: string): Promise<CampaignRow> {
  const campaign = await readCampaign(pool(), workspaceId, id);
  if (!campaign) throw notFound("campaign");
  if (campaign.type === "standalone")
    throw new DomainError("conflict", "This campaign has one code for everybody. Import into another one.");
  return campaign;
}
