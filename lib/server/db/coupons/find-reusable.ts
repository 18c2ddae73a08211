import { describeDiscount } from "@/lib/domain/coupon/describe-discount";
import { endOf } from "@/lib/domain/coupon/validity";
import type { GivenVoucher } from "@/lib/domain/message/context";
import type { Queryable } from "@/lib/server/db/pool";
import type { IssueRequest } from "./issue-types";
import type { IssuableCampaign } from "./load-issuable-campaigns";

/**
 * The newest usable code that the run (reuse "run") or the customer (reuse "unexpired") has of the campaign already. Usable:
 * switched on, not expired at `now`, redemptions left. An expired code is no use in a later message, so it is not found.
 */
export async function findReusable(
  queryable: Queryable,
  requests: readonly IssueRequest[],
  campaigns: ReadonlyMap<string, IssuableCampaign>,
  now: number,
): Promise<Map<IssueRequest, GivenVoucher>> {
  const asking = requests.filter(
    ({ reuse, runId }) => reuse === "unexpired" || (reuse === "run" && runId !== null),
  );
  if (asking.length === 0) return new Map();
  const { rows } = await queryable.query<{ n: number; id: string; code: string; expires_at: Date | null }>({
    name: "find-reusable-vouchers",
    text: SQL,
    values: [
      asking.map(({ customerId }) => customerId),
      asking.map(({ campaignId }) => campaignId),
      asking.map(({ reuse, runId }) => (reuse === "run" ? runId : null)),
      new Date(now),
    ],
  });
  const found = new Map<IssueRequest, GivenVoucher>();
  for (const { n, id, code, expires_at } of rows) {
    const request = asking[n - 1];
    const campaign = request && campaigns.get(request.campaignId);
    if (!request || !campaign) continue;
    const discount = describeDiscount(campaign.discount);
    const expiresAt = expires_at?.toISOString() ?? null;
    found.set(request, {
      id,
      code,
      campaignId: campaign.id,
      campaignName: campaign.name,
      discount,
      expiresAt,
      ...endOf(expires_at?.getTime() ?? null, campaign.validForMs),
    });
  }
  return found;
}

// The customer's codes first, whatever the statistics say: a campaign may have millions.
const SQL = `
SELECT w.n::int, v.id, v.code, v.expires_at
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) WITH ORDINALITY AS w (customer_id, campaign_id, run_id, n)
CROSS JOIN LATERAL (
  SELECT own.* FROM (SELECT * FROM voucher WHERE customer_id = w.customer_id OFFSET 0) AS own
  WHERE own.campaign_id = w.campaign_id
    AND (w.run_id IS NULL OR own.run_id = w.run_id)
    AND own.active
    AND (own.expires_at IS NULL OR own.expires_at > $4)
    AND (own.quantity IS NULL OR own.redeemed_quantity < own.quantity)
  ORDER BY own.published_at DESC, own.id DESC LIMIT 1
) AS v`;
