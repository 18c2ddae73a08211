import type { compatQualifyVouchers } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listShape } from "@/lib/server/compat/list-shape";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import { codesForEverybody } from "@/lib/server/db/coupons/codes-for-everybody";
import { pool } from "@/lib/server/db/pool";
import { findShopper } from "@/lib/server/use-cases/coupons/identify-shopper";
import { judgeCodes } from "./judge-codes";
import { refuseAudienceOnly } from "./refuse-audience-only";

/** Which of the codes that anybody may use would count for a customer and an order. */
export async function qualifyVouchers(
  { actor, query, body }: CompatCall<typeof compatQualifyVouchers>,
  clock: Clock = systemClock,
): Promise<CompatAnswer> {
  authorise(actor, "coupons:redeem");
  refuseAudienceOnly(query);
  const shopper = await findShopper(actor.workspaceId, body.customer ?? body.order?.customer);
  const vouchers = await codesForEverybody(pool(), actor.workspaceId, query.order ?? "-created_at");
  const customerOf = () => shopper?.customerId ?? null;
  const found = await judgeCodes(actor, vouchers, body, customerOf, clock().getTime());
  const shapes = found.slice(0, query.limit).map(({ voucher }) => voucherShape(voucher));
  return { status: 200, body: listShape("data", shapes, found.length) };
}
