import type { compatListRedemptions } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { uuidOf } from "@/lib/server/compat/ids";
import { listShape } from "@/lib/server/compat/list-shape";
import { redemptionShape } from "@/lib/server/compat/redemption-shape";
import { findCampaign } from "@/lib/server/db/coupons/find-campaign";
import { pageOfRedemptions } from "@/lib/server/db/coupons/page-of-redemptions";
import { pool } from "@/lib/server/db/pool";
import { findShopper } from "@/lib/server/use-cases/coupons/identify-shopper";

/** A page of redemptions, newest first, refused tries among them. */
export async function listRedemptions({
  actor,
  query,
}: CompatCall<typeof compatListRedemptions>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { workspaceId } = actor;
  const { campaign, customer, limit, page } = query;
  const campaignId = campaign
    ? await findCampaign(pool(), workspaceId, { id: uuidOf("camp", campaign), name: campaign })
    : null;
  const named = customer?.startsWith("cust_") ? { id: customer } : { source_id: customer };
  const shopper = customer ? await findShopper(workspaceId, named) : null;
  if ((campaign && !campaignId) || (customer && !shopper))
    return { status: 200, body: listShape("redemptions", [], 0) };
  const { redemptions, total } = await pageOfRedemptions(pool(), workspaceId, {
    campaignId,
    customerId: shopper?.customerId ?? null,
    voucherId: null,
    limit,
    offset: (page - 1) * limit,
  });
  const shapes = redemptions.map((one) => ({
    ...redemptionShape(one),
    order: one.order,
    voucher: { code: one.code },
  }));
  return { status: 200, body: listShape("redemptions", shapes, total) };
}
