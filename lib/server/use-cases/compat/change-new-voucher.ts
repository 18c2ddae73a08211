import type { Actor } from "@/lib/server/auth/actor";
import { codeTermsOf } from "@/lib/server/compat/code-terms-of";
import { changeVoucher } from "@/lib/server/db/coupons/change-voucher";
import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";
import type { Queryable } from "@/lib/server/db/pool";
import { findVoucherOrFail } from "./find-voucher-or-fail";

/** Writes what was sent of a code that was just made, beside its campaign's terms; what was left out stays as theirs. @returns it */
export async function changeNewVoucher(
  client: Queryable,
  { workspaceId }: Actor,
  code: string,
  sent: Parameters<typeof codeTermsOf>[0],
): Promise<StoredVoucher> {
  const made = await findVoucherOrFail(client, workspaceId, code);
  const change = codeTermsOf(sent);
  if (Object.values(change).every((value) => value === undefined)) return made;
  await changeVoucher(client, made, change);
  return await findVoucherOrFail(client, workspaceId, code);
}
