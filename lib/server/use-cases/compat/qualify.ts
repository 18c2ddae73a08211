import { randomUUID } from "node:crypto";
import type { compatQualifications } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { resultShape } from "@/lib/server/compat/discount-shape";
import { publicId } from "@/lib/server/compat/ids";
import { listShape } from "@/lib/server/compat/list-shape";
import { pricedOrder } from "@/lib/server/compat/order-shape";
import { pageOfVouchers } from "@/lib/server/db/coupons/page-of-vouchers";
import { readStacking } from "@/lib/server/db/coupons/read-stacking";
import { pool } from "@/lib/server/db/pool";
import { findShopper } from "@/lib/server/use-cases/coupons/identify-shopper";
import { stackingRules } from "@/lib/server/use-cases/coupons/stacking-rules";
import { judgeCodes } from "./judge-codes";

/** Which codes of a customer would count for an order, the newest hundred looked at. */
export async function qualify(
  { actor, body }: CompatCall<typeof compatQualifications>,
  clock: Clock = systemClock,
): Promise<CompatAnswer> {
  authorise(actor, "coupons:redeem");
  const { workspaceId } = actor;
  const shopper = await findShopper(workspaceId, body.customer ?? body.order?.customer);
  const { vouchers } = shopper
    ? await pageOfVouchers(pool(), workspaceId, { limit: 100, page: 1 }, { customerId: shopper.customerId })
    : { vouchers: [] };
  const order = pricedOrder(body.order ?? null);
  const found = await judgeCodes(actor, vouchers, body, ({ customerId }) => customerId, clock().getTime());
  const data = found.map(({ voucher, judgement }) => {
    const taken = judgement.applied?.discountAmount ?? 0;
    return {
      id: voucher.code,
      object: "voucher",
      created_at: new Date(voucher.createdAt).toISOString(),
      result: resultShape(voucher.campaign.discount, { balance: voucher.balance, taken }),
      ...(order
        ? {
            order: { amount: order.amount, total_discount_amount: taken, total_amount: order.amount - taken },
          }
        : {}),
      campaign_name: voucher.campaign.name,
      campaign_id: publicId("camp", voucher.campaign.id),
      metadata: voucher.metadata,
      categories: [],
    };
  });
  return {
    status: 200,
    body: {
      redeemables: { ...listShape("data", data, data.length), has_more: false },
      tracking_id: publicId("track", randomUUID()),
      stacking_rules: stackingRules(await readStacking(pool(), workspaceId)),
    },
  };
}
