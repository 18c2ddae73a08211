import { uuidOf } from "@/lib/server/compat/ids";
import { findCampaign } from "@/lib/server/db/coupons/find-campaign";
import { pool } from "@/lib/server/db/pool";
import { findShopper } from "@/lib/server/use-cases/coupons/identify-shopper";

type Named = { campaign?: string | undefined; customer?: string | undefined };

/**
 * The campaign (by id or name) and customer (by id or source_id) that a list is asked for; null when one of them does not exist, so that
 * the list is empty.
 */
export async function findNamed(
  workspaceId: string,
  { campaign, customer }: Named,
): Promise<{ campaignId: string | null; customerId: string | null } | null> {
  const campaignId = campaign
    ? await findCampaign(pool(), workspaceId, { id: uuidOf("camp", campaign), name: campaign })
    : null;
  const shopper = customer
    ? await findShopper(workspaceId, uuidOf("cust", customer) ? { id: customer } : { source_id: customer })
    : null;
  if ((campaign && !campaignId) || (customer && !shopper)) return null;
  return { campaignId, customerId: shopper?.customerId ?? null };
}
