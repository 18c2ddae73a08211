import { shardOfValue } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";
import { type StoredVoucher, VOUCHER_SELECT, type VoucherRow, voucherOf } from "./voucher-row";

type Filter = {
  campaignId: string | null;
  customerId: string | null;
  code: string | null;
  limit: number;
  offset: number;
};

/** A page of a workspace's codes, newest first. The total of all or of a campaign is read from the counters. */
export async function pageOfVouchers(
  queryable: Queryable,
  workspaceId: string,
  filter: Filter,
): Promise<{ vouchers: StoredVoucher[]; total: number }> {
  const { campaignId, customerId, code } = filter;
  const { rows } = await queryable.query<VoucherRow>(
    `${VOUCHER_SELECT} WHERE v.workspace_id = $1
       ${campaignId ? "AND v.campaign_id = $2" : "AND $2::uuid IS NULL"}
       ${customerId ? `AND ${OF_CUSTOMER}` : "AND $3::uuid IS NULL"}
       ${code ? "AND v.shard = $4 AND v.code = $5" : "AND $4::int IS NULL AND $5::text IS NULL"}
     ORDER BY ${campaignId ? "v.created_at DESC, v.id DESC" : "v.id DESC"} LIMIT $6 OFFSET $7`,
    [
      workspaceId,
      campaignId,
      customerId,
      code === null ? null : shardOfValue(code),
      code,
      filter.limit,
      filter.offset,
    ],
  );
  return { vouchers: rows.map(voucherOf), total: await total(queryable, workspaceId, filter, rows.length) };
}

async function total(
  queryable: Queryable,
  workspaceId: string,
  { campaignId, customerId, code }: Filter,
  shown: number,
): Promise<number> {
  if (code !== null) return shown;
  const { rows } =
    customerId === null
      ? await queryable.query<{ total: number }>(
          `SELECT coalesce(sum(t.count), 0)::bigint AS total FROM campaign c JOIN campaign_total t ON t.campaign_id = c.id
           WHERE c.workspace_id = $1 AND t.kind = 'codes' AND ($2::uuid IS NULL OR c.id = $2)`,
          [workspaceId, campaignId],
        )
      : await queryable.query<{ total: number }>(
          `SELECT count(*) AS total FROM voucher v WHERE v.workspace_id = $1 AND ${OF_CUSTOMER} AND ($2::uuid IS NULL OR v.campaign_id = $2)`,
          [workspaceId, campaignId, customerId],
        );
  return rows[0]?.total ?? 0;
}

// One code for everybody belongs to nobody, and was given to a customer all the same.
const OF_CUSTOMER = `(v.customer_id = $3 OR v.id = ANY(ARRAY(
  SELECT p.voucher_id FROM publication p WHERE p.workspace_id = $1 AND p.customer_id = $3 AND p.released_at IS NULL)))`;
