import type { showVoucherContract } from "@/lib/contracts/vouchers";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import { readVoucher } from "@/lib/server/db/coupons/read-voucher";
import { pool } from "@/lib/server/db/pool";

/** One code of the workspace. */
export async function showVoucher({
  actor,
  params,
}: CompatCall<typeof showVoucherContract>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const voucher = await readVoucher(pool(), actor.workspaceId, params.code);
  if (!voucher) {
    throw new CompatError("not_found", `There is no voucher with the code ${params.code}.`, {
      id: params.code,
      type: "voucher",
    });
  }
  return { status: 200, body: voucherShape(voucher) };
}
