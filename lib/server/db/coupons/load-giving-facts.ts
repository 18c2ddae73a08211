import { type IneligibleReason, whyNotEligible } from "@/lib/domain/coupon/eligibility";
import { shardOf } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";
import { findUnredeemable } from "./find-unredeemable";
import type { IssueRequest } from "./issue-types";
import type { IssuableCampaign } from "./load-issuable-campaigns";

const DAY_MS = 86_400_000;

/**
 * Why some requests get no code. A flow gives only what its customer can use and what the workspace's cap allows; a person or
 * program that names a customer has decided that already, and is refused only when the campaign is over.
 */
export async function loadGivingFacts(
  queryable: Queryable,
  requests: readonly IssueRequest[],
  campaigns: ReadonlyMap<string, IssuableCampaign>,
  now: number,
): Promise<Map<IssueRequest, IneligibleReason>> {
  const unredeemable = await findUnredeemable(queryable, requests.filter(isFlow), campaigns, now);
  const recovered = await findRecovered(queryable, requests.filter(isFlow), campaigns, now);
  const refusals = new Map<IssueRequest, IneligibleReason>();
  for (const request of requests) {
    const campaign = campaigns.get(request.campaignId);
    if (!campaign) continue;
    const reason = isFlow(request)
      ? whyNotEligible(
          campaign,
          {
            unredeemable: unredeemable.get(request) ?? null,
            recoveredLately: !request.pastCap && recovered.has(request.customerId),
          },
          now,
        )
      : campaign.endsAt !== null && now >= campaign.endsAt
        ? "campaign_ended"
        : null;
    if (reason) refusals.set(request, reason);
    // A second recovery discount for the same customer in the same batch is one too many as well.
    else if (isFlow(request) && campaign.recovery && campaign.recoveryDiscountDays !== null)
      recovered.add(request.customerId);
  }
  return refusals;
}

async function findRecovered(
  queryable: Queryable,
  requests: readonly IssueRequest[],
  campaigns: ReadonlyMap<string, IssuableCampaign>,
  now: number,
): Promise<Set<string>> {
  const since = new Map<string, Date>();
  for (const { customerId, campaignId } of requests) {
    const campaign = campaigns.get(campaignId);
    if (campaign?.recovery && campaign.recoveryDiscountDays !== null) {
      since.set(customerId, new Date(now - campaign.recoveryDiscountDays * DAY_MS));
    }
  }
  if (since.size === 0) return new Set();
  const { rows } = await queryable.query<{ customer_id: string }>({
    name: "find-recovered-customers",
    text: `SELECT DISTINCT w.customer_id
           FROM unnest($1::smallint[], $2::uuid[], $3::timestamptz[]) AS w (shard, customer_id, since)
           JOIN incentive i ON i.shard = w.shard AND i.customer_id = w.customer_id AND i.given_at > w.since
           WHERE i.released_at IS NULL AND i.recovery`,
    values: [[...since.keys()].map(shardOf), [...since.keys()], [...since.values()]],
  });
  return new Set(rows.map((row) => row.customer_id));
}

function isFlow({ source }: IssueRequest): boolean {
  return (source ?? "flow") === "flow";
}
