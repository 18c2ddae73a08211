import type { Queryable } from "@/lib/server/db/pool";
import type { IssueRequest } from "./issue-types";
import type { IssuableCampaign } from "./load-issuable-campaigns";
import type { Given } from "./write-publications";

/** A request with its campaign and the dates (epoch ms) its code gets. */
export type Wanted = {
  request: IssueRequest;
  campaign: IssuableCampaign;
  dates: { startsAt: number | null; expiresAt: number | null };
};

/**
 * Assigns codes that nobody has yet or used, and that still count, oldest first. Rows another transaction holds are passed over, never waited for, so takers of
 * one pool run side by side and no two get the same row. Requests left without a code are absent from the answer.
 */
export async function takeFromPool(
  queryable: Queryable,
  wanted: readonly Wanted[],
  now: number,
): Promise<Map<IssueRequest, Given>> {
  if (wanted.length === 0) return new Map();
  const { rows } = await queryable.query<{
    n: number;
    shard: number;
    id: string;
    code: string;
    expires_at: Date | null;
  }>({
    name: "take-vouchers-from-pool",
    text: SQL,
    values: [
      wanted.map(({ campaign }) => campaign.id),
      wanted.map(({ request }) => request.customerId),
      wanted.map(({ request }) => request.runId),
      wanted.map(({ dates }) => (dates.startsAt === null ? null : new Date(dates.startsAt))),
      wanted.map(({ dates }) => (dates.expiresAt === null ? null : new Date(dates.expiresAt))),
      new Date(now),
    ],
  });
  return new Map(
    rows.map(({ n, shard, id, code, expires_at }) => [
      wanted[n - 1]!.request,
      { shard, id, code, expiresAt: expires_at?.getTime() ?? null, shared: false },
    ]),
  );
}

// One statement for all campaigns of the batch: each campaign's free rows are locked, numbered, and matched with its requests.
const SQL = `
WITH wanted AS (
  SELECT w.*, row_number() OVER (PARTITION BY w.campaign_id ORDER BY w.n) AS place
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::timestamptz[], $5::timestamptz[])
    WITH ORDINALITY AS w (campaign_id, customer_id, run_id, starts_at, expires_at, n)
), needed AS (
  SELECT campaign_id, count(*) AS many FROM wanted GROUP BY campaign_id
), free AS MATERIALIZED (
  SELECT f.campaign_id, f.shard, f.id
  FROM needed CROSS JOIN LATERAL (
    SELECT v.campaign_id, v.shard, v.id FROM voucher v
    WHERE v.campaign_id = needed.campaign_id AND v.customer_id IS NULL AND v.active
      AND v.redeemed_quantity = 0 AND (v.expires_at IS NULL OR v.expires_at > $6)
    ORDER BY v.id LIMIT needed.many
    FOR UPDATE SKIP LOCKED
  ) f
), numbered AS (
  SELECT shard, id, campaign_id, row_number() OVER (PARTITION BY campaign_id ORDER BY id) AS place FROM free
)
UPDATE voucher v
SET customer_id = w.customer_id, run_id = w.run_id, published_at = $6, starts_at = greatest(v.starts_at, w.starts_at),
    expires_at = least(v.expires_at, w.expires_at)
FROM numbered JOIN wanted w USING (campaign_id, place)
WHERE v.shard = numbered.shard AND v.id = numbered.id
RETURNING w.n::int, v.shard, v.id, v.code, v.expires_at`;
