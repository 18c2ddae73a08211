import type { Queryable } from "@/lib/server/db/pool";
import { NEXT_CODE_SELECT, type StoredVoucher, type VoucherRow, voucherOf } from "./voucher-row";

/** A code as each of some campaigns could give it next, by the campaign's id: nobody has it, it is not used, and it has no letters yet. */
export async function nextCodes(
  queryable: Queryable,
  workspaceId: string,
  campaignIds: readonly string[],
): Promise<Map<string, StoredVoucher>> {
  const { rows } = await queryable.query<VoucherRow>(NEXT_CODE_SELECT, [workspaceId, campaignIds]);
  return new Map(rows.map((row) => [row.campaign_id, voucherOf(row)]));
}
