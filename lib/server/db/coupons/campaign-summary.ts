import type { Queryable } from "@/lib/server/db/pool";

/** What became of a campaign's codes between two days. Money in minor units of the workspace's currency; orders in others are not in it. */
export type CampaignSummary = {
  succeeded: number;
  failed: number;
  rollbacks: number;
  orders: number;
  orders_back: number;
  discounted: number;
  discounted_back: number;
  created: number;
  publications: number;
  added: number;
  subtracted: number;
};

/**
 * From the beginning of a day to the end of another (`2026-05-01`), in the workspace's zone; from ever and until now where they are null. Of all time it is
 * read from the campaign's counters, however many codes it has; of days, from as much of the indexes as those days fill.
 */
export async function campaignSummary(
  queryable: Queryable,
  workspaceId: string,
  campaignId: string,
  { from, until }: { from: string | null; until: string | null },
): Promise<CampaignSummary> {
  const { rows } = await (from === null && until === null
    ? queryable.query<CampaignSummary>(OF_ALL_TIME, [workspaceId, campaignId])
    : queryable.query<CampaignSummary>(OF_DAYS, [workspaceId, campaignId, from, until]));
  if (!rows[0]) throw new Error("The workspace is gone.");
  return rows[0];
}

const inside = (column: string) => `${column} >= s.from_at AND ${column} < s.until_at`;

/** Sums of redemptions that did not fail, or of those that were rolled back. */
const sumOf = (column: "order_amount" | "discount_amount", where: string) =>
  `coalesce(sum(r.${column}) FILTER (WHERE ${where} AND r.currency = s.currency), 0)::bigint`;

const credits = (where: string) => `
  SELECT coalesce(sum(t.amount) FILTER (WHERE t.type = 'addition'), 0)::bigint AS added,
         coalesce(-sum(t.amount) FILTER (WHERE t.type = 'removal'), 0)::bigint AS subtracted
  FROM span s CROSS JOIN gift_transaction t WHERE t.workspace_id = $1 AND t.campaign_id = $2${where}`;

// Codes by the index alone, which holds no workspace: that the campaign is this one's is asked of the campaign. Publications too: how many there are,
// less the few that were taken back.
const OF_DAYS = `
WITH span AS (
  SELECT currency, coalesce($3::date::timestamp AT TIME ZONE time_zone, '-infinity') AS from_at,
         coalesce(($4::date + 1)::timestamp AT TIME ZONE time_zone, 'infinity') AS until_at
  FROM workspace WHERE id = $1 AND EXISTS (SELECT FROM campaign c WHERE c.id = $2 AND c.workspace_id = $1)
), used AS (
  SELECT count(*) FILTER (WHERE r.status <> 'failed') AS succeeded, count(*) FILTER (WHERE r.status = 'failed') AS failed,
         ${sumOf("order_amount", "r.status <> 'failed'")} AS orders, ${sumOf("discount_amount", "r.status <> 'failed'")} AS discounted
  FROM span s CROSS JOIN redemption r WHERE r.campaign_id = $2 AND ${inside("r.created_at")}
), back AS (
  SELECT count(*) AS rollbacks, ${sumOf("order_amount", "true")} AS orders_back, ${sumOf("discount_amount", "true")} AS discounted_back
  FROM span s CROSS JOIN redemption r WHERE r.campaign_id = $2 AND r.status <> 'succeeded' AND ${inside("r.rolled_back_at")}
), made AS (
  SELECT count(*) AS created FROM span s CROSS JOIN voucher v WHERE v.campaign_id = $2 AND ${inside("v.created_at")}
), given AS (
  SELECT (SELECT count(*) FROM publication p WHERE p.campaign_id = $2 AND ${inside("p.created_at")})
       - (SELECT count(*) FROM publication p WHERE p.campaign_id = $2 AND p.released_at IS NOT NULL AND ${inside("p.created_at")}) AS publications
  FROM span s
), credits AS (${credits(` AND ${inside("t.created_at")}`)})
SELECT used.*, back.*, made.*, given.*, credits.* FROM used, back, made, given, credits`;

// The counters know those that succeeded and stand: to them come the few that did not.
const OF_ALL_TIME = `
WITH span AS (
  SELECT currency FROM workspace WHERE id = $1 AND EXISTS (SELECT FROM campaign c WHERE c.id = $2 AND c.workspace_id = $1)
), kept AS (
  SELECT coalesce(sum(t.count) FILTER (WHERE t.kind = 'codes'), 0)::bigint AS created, coalesce(sum(t.count) FILTER (WHERE t.kind = 'given'), 0)::bigint AS publications,
         coalesce(sum(t.count) FILTER (WHERE t.kind = 'redeemed'), 0)::bigint AS redeemed,
         coalesce(sum(t.revenue), 0)::bigint AS revenue, coalesce(sum(t.discounts), 0)::bigint AS discounts
  FROM span CROSS JOIN campaign_total t WHERE t.campaign_id = $2
), other AS (
  SELECT count(*) FILTER (WHERE r.status = 'failed') AS failed, count(*) FILTER (WHERE r.status = 'rolled_back') AS rollbacks,
         ${sumOf("order_amount", "r.status = 'rolled_back'")} AS orders_back, ${sumOf("discount_amount", "r.status = 'rolled_back'")} AS discounted_back
  FROM span s CROSS JOIN redemption r WHERE r.campaign_id = $2 AND r.status <> 'succeeded'
), credits AS (${credits("")})
SELECT kept.redeemed + other.rollbacks AS succeeded, other.failed, other.rollbacks, kept.revenue + other.orders_back AS orders, other.orders_back,
       kept.discounts + other.discounted_back AS discounted, other.discounted_back, kept.created, kept.publications, credits.added, credits.subtracted
FROM kept, other, credits`;
