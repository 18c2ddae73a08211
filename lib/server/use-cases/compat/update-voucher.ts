import type { compatUpdateVoucher } from "@/lib/contracts/compat-campaigns";
import type { InternalEventName } from "@/lib/domain/event/internal";
import { authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import { changeVoucher } from "@/lib/server/db/coupons/change-voucher";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { transaction } from "@/lib/server/db/pool";
import { findVoucherOrFail } from "./find-voucher-or-fail";

type Call = Pick<CompatCall<typeof compatUpdateVoucher>, "actor" | "params" | "body">;

/** Changes what is sent of one code; what it is worth is its campaign's. */
export async function updateVoucher({ actor, params, body }: Call): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  const { workspaceId } = actor;
  return await transaction(async (client) => {
    const before = await findVoucherOrFail(client, workspaceId, params.code);
    await changeVoucher(client, before, {
      active: body.active ?? undefined,
      startsAt: body.start_date,
      expiresAt: body.expiration_date,
      quantity: body.redemption ? (body.redemption.quantity ?? null) : undefined,
      metadata: body.metadata ?? undefined,
    });
    const voucher = await findVoucherOrFail(client, workspaceId, params.code);
    const name: InternalEventName =
      before.active === voucher.active
        ? "voucher.updated"
        : voucher.active
          ? "voucher.enabled"
          : "voucher.disabled";
    const properties = {
      code: voucher.code,
      voucherId: voucher.id,
      campaignId: voucher.campaign.id,
      by: actor.id,
    };
    await emitInternal(client, workspaceId, [{ name, customerId: voucher.customerId, properties }], {
      now: systemClock(),
    });
    return { status: 200, body: voucherShape(voucher) };
  });
}
