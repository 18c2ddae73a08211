import type { CompatVoucherBody } from "@/lib/contracts/compat-campaigns";
import type { Actor } from "@/lib/server/auth/actor";
import { changeVoucher } from "@/lib/server/db/coupons/change-voucher";
import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";
import type { Queryable } from "@/lib/server/db/pool";
import { findVoucherOrFail } from "./find-voucher-or-fail";

/** Writes what was sent of a code that was just made, beside its campaign's terms: whether it is on, its metadata. @returns it */
export async function changeNewVoucher(
  client: Queryable,
  { workspaceId }: Actor,
  code: string,
  { active, metadata }: Pick<CompatVoucherBody, "active" | "metadata">,
): Promise<StoredVoucher> {
  const made = await findVoucherOrFail(client, workspaceId, code);
  if (active == null && metadata == null) return made;
  await changeVoucher(client, made, { active: active ?? undefined, metadata: metadata ?? undefined });
  return await findVoucherOrFail(client, workspaceId, code);
}
