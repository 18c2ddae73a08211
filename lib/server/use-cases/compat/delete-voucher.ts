import type { compatDeleteVoucher } from "@/lib/contracts/compat-campaigns";
import { authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { removeVoucher } from "@/lib/server/db/coupons/remove-voucher";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { transaction } from "@/lib/server/db/pool";
import { findVoucherOrFail } from "./find-voucher-or-fail";

/** Deletes a code that nobody has and that was never used: what was given is history. */
export async function deleteVoucher({
  actor,
  params,
}: CompatCall<typeof compatDeleteVoucher>): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  await transaction(async (client) => {
    const voucher = await findVoucherOrFail(client, actor.workspaceId, params.code);
    if (!(await removeVoucher(client, voucher))) {
      throw new CompatError(
        "invalid_voucher",
        "A customer has this code, or it was used. Switch it off instead.",
        {
          id: params.code,
          type: "voucher",
        },
      );
    }
    const properties = { code: voucher.code, voucherId: voucher.id, campaignId: voucher.campaign.id };
    await emitInternal(
      client,
      actor.workspaceId,
      [{ name: "voucher.deleted", customerId: null, properties }],
      {
        now: systemClock(),
      },
    );
  });
  return { status: 204, body: null };
}
