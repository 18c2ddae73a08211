import { shardOfValue } from "@/lib/domain/shard";
import { VOUCHERS } from "@/lib/server/db/lists/kinds";
import { inOrder, narrowedIds, type PageQuery } from "@/lib/server/db/lists/narrowed-ids";
import type { Queryable } from "@/lib/server/db/pool";
import { type StoredVoucher, VOUCHER_SELECT, type VoucherRow, voucherOf } from "./voucher-row";

type Of = { campaignId?: string | null; customerId?: string | null; code?: string | undefined };

/** A page of a workspace's codes, newest first unless asked otherwise. The total of all or of a campaign is read from the counters. */
export async function pageOfVouchers(
  queryable: Queryable,
  workspaceId: string,
  query: PageQuery,
  { campaignId, customerId, code }: Of,
): Promise<{ vouchers: StoredVoucher[]; total: number; hasMore: boolean }> {
  const also: (readonly [string, unknown])[] = [
    ...(campaignId ? [["v.campaign_id = ?", campaignId] as const] : []),
    ...(customerId ? [[OF_CUSTOMER, customerId] as const] : []),
    ...(code === undefined
      ? []
      : [["v.code = ?", code] as const, ["v.shard = ?", shardOfValue(code)] as const]),
  ];
  const kind = campaignId ? { ...VOUCHERS, newest: "v.created_at DESC, v.id DESC" } : VOUCHERS;
  const { ids, hasMore, total } = await narrowedIds(queryable, kind, workspaceId, query, also);
  const { rows } = await queryable.query<VoucherRow>(
    `${VOUCHER_SELECT} WHERE v.workspace_id = $1 AND v.id = ANY($2::uuid[])`,
    [workspaceId, ids],
  );
  const narrowed = query.filters ?? query.created_at ?? query.updated_at ?? code ?? customerId;
  return {
    vouchers: inOrder(ids, rows).map(voucherOf),
    total: narrowed ? await total() : await totalOf(queryable, workspaceId, campaignId ?? null),
    hasMore,
  };
}

async function totalOf(
  queryable: Queryable,
  workspaceId: string,
  campaignId: string | null,
): Promise<number> {
  const { rows } = await queryable.query<{ total: number }>(
    `SELECT coalesce(sum(t.count), 0)::bigint AS total FROM campaign c JOIN campaign_total t ON t.campaign_id = c.id
     WHERE c.workspace_id = $1 AND t.kind = 'codes' AND ($2::uuid IS NULL OR c.id = $2)`,
    [workspaceId, campaignId],
  );
  return rows[0]?.total ?? 0;
}

// One code for everybody belongs to nobody, and was given to a customer all the same.
const OF_CUSTOMER = `(v.customer_id = ? OR v.id = ANY(ARRAY(
  SELECT p.voucher_id FROM publication p WHERE p.workspace_id = $1 AND p.customer_id = ? AND p.released_at IS NULL)))`;
