import type { Queryable } from "@/lib/server/db/pool";
import type { Position } from "./list-campaign-rows";

/** One use of a code, with who used it. Money in minor units. */
export type ListedRedemption = {
  id: string;
  code: string;
  status: "succeeded" | "failed" | "rolled_back";
  failure: string | null;
  customer_id: string | null;
  customer_name: string | null;
  order_id: string | null;
  order_amount: number | null;
  discount_amount: number | null;
  currency: string | null;
  created_at: Date;
};

/** Redemptions in a campaign, refused tries too, newest first, from after a position. */
export async function listRedemptions(
  queryable: Queryable,
  workspaceId: string,
  filter: { campaignId: string; after: Position | null; limit: number },
): Promise<ListedRedemption[]> {
  const { rows } = await queryable.query<ListedRedemption>(
    `SELECT r.id, r.code, r.status, r.failure, r.customer_id, r.order_id, r.order_amount, r.discount_amount, r.currency, r.created_at,
            coalesce(nullif(concat_ws(' ', cu.first_name, cu.last_name), ''), cu.email, cu.external_id, cu.phone) AS customer_name
     FROM redemption r LEFT JOIN customer cu ON cu.shard = ('x' || right(r.customer_id::text, 2))::bit(8)::int % 64 AND cu.id = r.customer_id
     WHERE r.campaign_id = $1 AND r.workspace_id = $2
       AND ($3::timestamptz IS NULL OR (r.created_at, r.id) < ($3, $4::uuid))
     ORDER BY r.created_at DESC, r.id DESC LIMIT $5`,
    [filter.campaignId, workspaceId, filter.after?.at ?? null, filter.after?.id ?? null, filter.limit],
  );
  return rows;
}
