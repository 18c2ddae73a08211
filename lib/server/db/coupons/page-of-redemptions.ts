import type { Queryable } from "@/lib/server/db/pool";
import type { RedemptionRecord } from "./insert-redemption";
import { type RedemptionRow, redemptionOf } from "./read-redemption";

type Filter = {
  campaignId: string | null;
  customerId: string | null;
  voucherId: string | null;
  limit: number;
  offset: number;
};

/** Totals beyond this are not counted out: a page of a list is not worth reading millions of rows. */
const MOST_COUNTED = 100_000;

/** A page of redemptions of a workspace, newest first, and how many there are. */
export async function pageOfRedemptions(
  queryable: Queryable,
  workspaceId: string,
  { campaignId, customerId, voucherId, limit, offset }: Filter,
): Promise<{ redemptions: RedemptionRecord[]; total: number }> {
  const where = `FROM redemption WHERE workspace_id = $1
    ${campaignId ? "AND campaign_id = $2" : "AND $2::uuid IS NULL"}
    ${customerId ? "AND customer_id = $3" : "AND $3::uuid IS NULL"}
    ${voucherId ? "AND voucher_id = $4" : "AND $4::uuid IS NULL"}`;
  const values = [workspaceId, campaignId, customerId, voucherId];
  const { rows } = await queryable.query<RedemptionRow>(
    `SELECT * ${where} ORDER BY id DESC LIMIT $5 OFFSET $6`,
    [...values, limit, offset],
  );
  const counted = await queryable.query<{ total: number }>(
    `SELECT count(*) AS total FROM (SELECT 1 ${where} LIMIT $5) counted`,
    [...values, MOST_COUNTED],
  );
  return { redemptions: rows.map(redemptionOf), total: counted.rows[0]?.total ?? 0 };
}
