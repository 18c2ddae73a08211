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

const SQL = `
SELECT DISTINCT ON (w.n) w.n::int, v.id, v.code, v.expires_at
FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) WITH ORDINALITY AS w (customer_id, campaign_id, run_id, n)
JOIN voucher v ON v.customer_id = w.customer_id AND v.campaign_id = w.campaign_id
WHERE (w.run_id IS NULL OR v.run_id = w.run_id)
  AND v.active
  AND (v.expires_at IS NULL OR v.expires_at > $4)
  AND (v.quantity IS NULL OR v.redeemed_quantity < v.quantity)
ORDER BY w.n, v.published_at DESC, v.id DESC`;
