import type { Queryable } from "@/lib/server/db/pool";

type Money = { amount: number; currency: string };

/** What has become of a campaign's codes. Money in minor units of the workspace's currency; other currencies are not in it. */
export type CampaignNumbers = { given: number; redeemed: number; revenue: Money; discounts: Money };

type Row = {
  id: string;
  given: number;
  redeemed: number;
  revenue: number;
  discounts: number;
  currency: string;
};

/** The numbers of several campaigns of a workspace, by id. */
export async function campaignNumbers(
  queryable: Queryable,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, CampaignNumbers>> {
  if (ids.length === 0) return new Map();
  const { rows } = await queryable.query<Row>({
    name: "campaign-numbers",
    text: SQL,
    values: [workspaceId, ids],
  });
  return new Map(
    rows.map(({ id, given, redeemed, revenue, discounts, currency }) => [
      id,
      { given, redeemed, revenue: { amount: revenue, currency }, discounts: { amount: discounts, currency } },
    ]),
  );
}

const SQL = `
SELECT c.id, w.currency, p.given, r.redeemed, r.revenue, r.discounts
FROM campaign c
JOIN workspace w ON w.id = c.workspace_id
CROSS JOIN LATERAL (SELECT count(*) AS given FROM publication WHERE campaign_id = c.id AND released_at IS NULL) p
CROSS JOIN LATERAL (
  SELECT count(*) AS redeemed,
         coalesce(sum(order_amount) FILTER (WHERE currency = w.currency), 0)::bigint AS revenue,
         coalesce(sum(discount_amount) FILTER (WHERE currency = w.currency), 0)::bigint AS discounts
  FROM redemption WHERE campaign_id = c.id AND status = 'succeeded'
) r
WHERE c.workspace_id = $1 AND c.id = ANY ($2::uuid[])`;
