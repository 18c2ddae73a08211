import type { compatReleaseSession } from "@/lib/contracts/compat-campaigns";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { unlockVoucher } from "@/lib/server/db/coupons/unlock-voucher";
import { pool } from "@/lib/server/db/pool";
import { findVoucherOrFail } from "./find-voucher-or-fail";

/** Lets go of a code that a checkout holds. */
export async function releaseSession({
  actor,
  params,
}: CompatCall<typeof compatReleaseSession>): Promise<CompatAnswer> {
  authorise(actor, "coupons:redeem");
  const voucher = await findVoucherOrFail(pool(), actor.workspaceId, params.code);
  // A code without a limit is held by nobody, so there is nothing to let go of.
  if (!(await unlockVoucher(pool(), voucher, params.key)) && voucher.quantity !== null)
    throw new CompatError("not_found", `No session ${params.key} holds this code.`, {
      id: params.key,
      type: "session",
    });
  return { status: 204, body: null };
}
