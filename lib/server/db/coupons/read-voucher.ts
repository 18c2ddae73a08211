import { shardOfValue } from "@/lib/domain/shard";
import { column } from "@/lib/server/db/columns";
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

/** Several of them, by their text; those there are none of are left out. */
export async function readVouchers(
  queryable: Queryable,
  workspaceId: string,
  codes: readonly string[],
): Promise<Map<string, StoredVoucher>> {
  const [code] = codes;
  if (code !== undefined && codes.length === 1) {
    const voucher = await readVoucher(queryable, workspaceId, code);
    return new Map(voucher ? [[code, voucher]] : []);
  }
  const { rows } = await queryable.query<VoucherRow>({
    name: "read-vouchers",
    text: `${VOUCHER_SELECT} JOIN unnest($2::smallint[], $3::text[]) AS k (shard, code) ON v.shard = k.shard AND v.code = k.code WHERE v.workspace_id = $1`,
    values: [workspaceId, column(codes.map(shardOfValue)), column(codes)],
  });
  return new Map(rows.map((row) => [row.code, voucherOf(row)]));
}
