import type { compatListPublications } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { publicId, uuidOf } from "@/lib/server/compat/ids";
import { listShape } from "@/lib/server/compat/list-shape";
import { findCampaign } from "@/lib/server/db/coupons/find-campaign";
import { pageOfPublications } from "@/lib/server/db/coupons/page-of-publications";
import { pool } from "@/lib/server/db/pool";
import { findShopper } from "@/lib/server/use-cases/coupons/identify-shopper";

/** A page of what was given to customers, by any way, newest first. */
export async function listPublications({
  actor,
  query,
}: CompatCall<typeof compatListPublications>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { workspaceId } = actor;
  const { campaign, customer, limit, page } = query;
  const campaignId = campaign
    ? await findCampaign(pool(), workspaceId, { id: uuidOf("camp", campaign), name: campaign })
    : null;
  const named = customer?.startsWith("cust_") ? { id: customer } : { source_id: customer };
  const shopper = customer ? await findShopper(workspaceId, named) : null;
  if ((campaign && !campaignId) || (customer && !shopper))
    return { status: 200, body: listShape("publications", [], 0) };
  const { publications, total } = await pageOfPublications(pool(), workspaceId, {
    campaignId,
    customerId: shopper?.customerId ?? null,
    limit,
    offset: (page - 1) * limit,
  });
  const shapes = publications.map((one) => ({
    id: publicId("pub", one.id),
    object: "publication",
    created_at: one.createdAt.toISOString(),
    customer_id: publicId("cust", one.customerId),
    tracking_id: null,
    metadata: one.metadata,
    channel: one.channel ?? one.source,
    source_id: one.sourceId?.startsWith("api:") ? one.sourceId.slice(4) : one.sourceId,
    result: "SUCCESS",
    customer: { id: publicId("cust", one.customerId), object: "customer" },
    voucher: { code: one.code, campaign: one.campaignName, object: "voucher" },
    vouchers_id: [publicId("v", one.voucherId)],
  }));
  return { status: 200, body: listShape("publications", shapes, total) };
}
