import { CompatError } from "@/lib/server/compat/errors";
import { readVoucher } from "@/lib/server/db/coupons/read-voucher";
import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";
import type { Queryable } from "@/lib/server/db/pool";

/** A code of the workspace. @throws CompatError not_found */
export async function findVoucherOrFail(
  queryable: Queryable,
  workspaceId: string,
  code: string,
): Promise<StoredVoucher> {
  const voucher = await readVoucher(queryable, workspaceId, code);
  if (!voucher) {
    throw new CompatError("not_found", `There is no voucher with the code ${code}.`, {
      id: code,
      type: "voucher",
    });
  }
  return voucher;
}
