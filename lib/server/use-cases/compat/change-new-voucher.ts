import type { CompatVoucherBody } from "@/lib/contracts/compat-campaigns";
import type { Actor } from "@/lib/server/auth/actor";
import { changeVoucher } from "@/lib/server/db/coupons/change-voucher";
import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";
import type { Queryable } from "@/lib/server/db/pool";
import { findVoucherOrFail } from "./find-voucher-or-fail";

type Sent = Pick<CompatVoucherBody, "active" | "metadata" | "redemption" | "start_date" | "expiration_date">;

/** Writes what was sent of a code that was just made, beside its campaign's terms; what was left out stays as theirs. @returns it */
export async function changeNewVoucher(
  client: Queryable,
  { workspaceId }: Actor,
  code: string,
  sent: Sent,
): Promise<StoredVoucher> {
  const made = await findVoucherOrFail(client, workspaceId, code);
  const change = {
    active: sent.active ?? undefined,
    startsAt: sent.start_date,
    expiresAt: sent.expiration_date,
    quantity: sent.redemption?.quantity,
    metadata: sent.metadata ?? undefined,
  };
  if (Object.values(change).every((value) => value === undefined)) return made;
  await changeVoucher(client, made, change);
  return await findVoucherOrFail(client, workspaceId, code);
}
