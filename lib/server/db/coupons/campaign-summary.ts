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

/** From the beginning of a day to the end of another (`2026-05-01`), in the workspace's zone; from ever and until now where they are null. */
export async function campaignSummary(
  queryable: Queryable,
  workspaceId: string,
  campaignId: string,
  { from, until }: { from: string | null; until: string | null },
): Promise<CampaignSummary> {
  const { rows } = await queryable.query<CampaignSummary>(SQL, [workspaceId, campaignId, from, until]);
  if (!rows[0]) throw new Error("The workspace is gone.");
  return rows[0];
}

const inside = (column: string) => `${column} >= s.from_at AND ${column} < s.until_at`;

const SQL = `
WITH span AS (
  SELECT currency, coalesce($3::date::timestamp AT TIME ZONE time_zone, '-infinity') AS from_at,
         coalesce(($4::date + 1)::timestamp AT TIME ZONE time_zone, 'infinity') AS until_at
  FROM workspace WHERE id = $1
), used AS (
  SELECT count(*) FILTER (WHERE r.status <> 'failed' AND ${inside("r.created_at")}) AS succeeded,
         count(*) FILTER (WHERE r.status = 'failed' AND ${inside("r.created_at")}) AS failed,
         count(*) FILTER (WHERE ${inside("r.rolled_back_at")}) AS rollbacks,
         coalesce(sum(r.order_amount) FILTER (WHERE r.status <> 'failed' AND r.currency = s.currency AND ${inside("r.created_at")}), 0)::bigint AS orders,
         coalesce(sum(r.order_amount) FILTER (WHERE r.currency = s.currency AND ${inside("r.rolled_back_at")}), 0)::bigint AS orders_back,
         coalesce(sum(r.discount_amount) FILTER (WHERE r.status <> 'failed' AND r.currency = s.currency AND ${inside("r.created_at")}), 0)::bigint AS discounted,
         coalesce(sum(r.discount_amount) FILTER (WHERE r.currency = s.currency AND ${inside("r.rolled_back_at")}), 0)::bigint AS discounted_back
  FROM span s CROSS JOIN redemption r WHERE r.workspace_id = $1 AND r.campaign_id = $2
), made AS (
  SELECT count(*) AS created FROM span s CROSS JOIN voucher v WHERE v.workspace_id = $1 AND v.campaign_id = $2 AND ${inside("v.created_at")}
), given AS (
  SELECT count(*) AS publications FROM span s CROSS JOIN publication p
  WHERE p.workspace_id = $1 AND p.campaign_id = $2 AND p.released_at IS NULL AND ${inside("p.created_at")}
), credits AS (
  SELECT coalesce(sum(t.amount) FILTER (WHERE t.type = 'addition'), 0)::bigint AS added,
         coalesce(-sum(t.amount) FILTER (WHERE t.type = 'removal'), 0)::bigint AS subtracted
  FROM span s CROSS JOIN gift_transaction t WHERE t.workspace_id = $1 AND t.campaign_id = $2 AND ${inside("t.created_at")}
)
SELECT used.*, made.created, given.publications, credits.added, credits.subtracted FROM used, made, given, credits`;
