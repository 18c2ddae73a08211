import { pool } from "@/lib/server/db/pool";
import { findCampaignOrFail } from "./find-campaign-or-fail";
import { findVoucherOrFail } from "./find-voucher-or-fail";

/** The gift card, or the campaign of gift cards, that an address names. @throws CompatError not_found */
export async function transactionsOf(
  workspaceId: string,
  params: { code: string } | { id: string },
): Promise<{ voucherId: string } | { campaignId: string }> {
  return "code" in params
    ? { voucherId: (await findVoucherOrFail(pool(), workspaceId, params.code)).id }
    : { campaignId: (await findCampaignOrFail(pool(), workspaceId, params.id)).id };
}
