import { campaignFields } from "@/lib/domain/coupon/campaign";
import { transaction } from "@/lib/server/db/pool";
import { createCampaign } from "@/lib/server/use-cases/coupons/create-campaign";
import { getCampaign } from "@/lib/server/use-cases/coupons/get-campaign";
import { redeemCode } from "@/lib/server/use-cases/coupons/redeem-code";
import type { CouponFixture } from "./coupon-fixture";

/** What tests of campaigns ask of the product, on the clock of the shop that `shop` answers with. */
export function campaignCalls(shop: () => CouponFixture) {
  return {
    create: (given: Record<string, unknown> = {}) =>
      createCampaign(
        {
          actor: shop().actor,
          body: campaignFields.parse({
            name: "Win back",
            discount: { type: "percent", percentOff: 5 },
            ...given,
          }),
        },
        shop().clock,
      ),
    get: (id: string) => getCampaign({ actor: shop().actor, params: { id } }),
    use: (code: string, customerId: string | null = null, now = shop().now) =>
      transaction((client) =>
        redeemCode(client, {
          workspaceId: shop().workspaceId,
          code,
          customerId,
          order: { amount: 10_000, shippingAmount: 0, currency: "EUR" },
          orderId: "order-1",
          source: "api",
          now,
        }),
      ),
  };
}
