import type { compatDeleteVoucher } from "@/lib/contracts/compat-campaigns";
import { authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { removeVoucher } from "@/lib/server/db/coupons/remove-voucher";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { pool } from "@/lib/server/db/pool";
import { undisturbed } from "@/lib/server/db/undisturbed";
import { removeCampaign } from "@/lib/server/use-cases/coupons/remove-campaign";
import { findVoucherOrFail } from "./find-voucher-or-fail";

/** Deletes a code that nobody has and that was never used: what was given is history. One of its own goes with what it stands in. */
export async function deleteVoucher(
  { actor, params }: CompatCall<typeof compatDeleteVoucher>,
  clock = systemClock,
): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  const found = await findVoucherOrFail(pool(), actor.workspaceId, params.code);
  if (found.campaign.ownCode) {
    await removeCampaign(actor, found.campaign.id, clock);
    return { status: 204, body: null };
  }
  await undisturbed(async (client) => {
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
      { now: clock() },
    );
  });
  return { status: 204, body: null };
}
