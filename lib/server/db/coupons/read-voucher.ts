import { shardOfValue } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";
import { type StoredVoucher, VOUCHER_SELECT, type VoucherRow, voucherOf } from "./voucher-row";

/** The code with this text in a workspace; null when there is none. */
export async function readVoucher(
  queryable: Queryable,
  workspaceId: string,
  code: string,
): Promise<StoredVoucher | null> {
  const { rows } = await queryable.query<VoucherRow>({
    name: "read-voucher",
    text: `${VOUCHER_SELECT} WHERE v.shard = $1 AND v.workspace_id = $2 AND v.code = $3`,
    values: [shardOfValue(code), workspaceId, code],
  });
  return rows[0] ? voucherOf(rows[0]) : null;
}
