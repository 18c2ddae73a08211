import type { compatCampaignSummary } from "@/lib/contracts/compat-campaigns";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { campaignSummary } from "@/lib/server/db/coupons/campaign-summary";
import { pool } from "@/lib/server/db/pool";
import { campaignObjects } from "./campaign-objects";
import { findCampaignOrFail } from "./find-campaign-or-fail";

/** What became of a campaign's codes, from one day to another in the workspace's zone. */
export async function showSummary({
  actor,
  params,
  query,
}: CompatCall<typeof compatCampaignSummary>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { workspaceId } = actor;
  const { start_date: from = null, end_date: until = null } = query;
  if (from !== null && until !== null && from > until)
    throw new CompatError("invalid_query_params", "start_date is after end_date. Swap them.");
  const campaign = await findCampaignOrFail(pool(), workspaceId, params.id);
  const [shape] = await campaignObjects(pool(), workspaceId, [campaign]);
  const sums = await campaignSummary(pool(), workspaceId, campaign.id, { from, until });
  const gift = campaign.discount.type === "gift" ? campaign.discount.amount : null;
  return {
    status: 200,
    body: {
      object: "campaign_summary",
      campaign: shape,
      redemptions: sums.succeeded + sums.failed,
      redemptions_succeeded: sums.succeeded,
      redemptions_failed: sums.failed,
      rollbacks: sums.rollbacks,
      rollbacks_succeeded: sums.rollbacks,
      orders_amount: sums.orders,
      orders_rolledback_amount: sums.orders_back,
      vouchers_created: sums.created,
      publications: sums.publications,
      publications_succeeded: sums.publications,
      ...(gift === null
        ? { discounted_amount: sums.discounted, rolledback_discounted_amount: sums.discounted_back }
        : {
            created_vouchers_amount: gift * sums.created,
            amount_added: sums.added,
            amount_subtracted: sums.subtracted,
            amount_redeemed: sums.discounted,
            amount_rolledback: sums.discounted_back,
          }),
    },
  };
}
