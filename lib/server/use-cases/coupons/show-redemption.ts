import type { showRedemptionContract } from "@/lib/contracts/vouchers";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { uuidOf } from "@/lib/server/compat/ids";
import { redemptionShape } from "@/lib/server/compat/redemption-shape";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import { readRedemption } from "@/lib/server/db/coupons/read-redemption";
import { readVoucher } from "@/lib/server/db/coupons/read-voucher";
import { pool } from "@/lib/server/db/pool";

/** One redemption of the workspace, a failed one too. */
export async function showRedemption({
  actor,
  params,
}: CompatCall<typeof showRedemptionContract>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const id = uuidOf("r", params.id) ?? uuidOf("rf", params.id);
  const redemption = id && (await readRedemption(pool(), actor.workspaceId, id, { lock: false }));
  if (!redemption) {
    throw new CompatError("not_found", `There is no redemption with the id ${params.id}.`, {
      id: params.id,
      type: "redemption",
    });
  }
  const voucher = await readVoucher(pool(), actor.workspaceId, redemption.code);
  return {
    status: 200,
    body: {
      ...redemptionShape(redemption),
      order: redemption.order,
      voucher: voucher && voucherShape(voucher),
    },
  };
}
