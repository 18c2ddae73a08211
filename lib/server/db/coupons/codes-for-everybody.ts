import type { Queryable } from "@/lib/server/db/pool";
import { type StoredVoucher, VOUCHER_SELECT, type VoucherRow, voucherOf } from "./voucher-row";

/** The codes that anybody may use, of campaigns of one code each: of some of the newest that are on. A code of its own that somebody has is not one of them. */
export async function codesForEverybody(
  queryable: Queryable,
  workspaceId: string,
  order: "created_at" | "-created_at" | "updated_at" | "-updated_at",
): Promise<StoredVoucher[]> {
  const column = order.replace("-", "");
  const way = order.startsWith("-") ? "DESC" : "ASC";
  const { rows } = await queryable.query<VoucherRow>(
    `${VOUCHER_SELECT} WHERE v.workspace_id = $1 AND v.customer_id IS NULL AND v.campaign_id = ANY(ARRAY(
       SELECT k.id FROM campaign k WHERE k.workspace_id = $1 AND k.type = 'standalone' AND k.active ORDER BY k.created_at DESC LIMIT 200))
     ORDER BY c.${column} ${way}, v.id ${way}`,
    [workspaceId],
  );
  return rows.map(voucherOf);
}
