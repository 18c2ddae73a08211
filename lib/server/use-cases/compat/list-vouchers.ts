import type { compatListVouchers } from "@/lib/contracts/compat-campaigns";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { uuidOf } from "@/lib/server/compat/ids";
import { listShape } from "@/lib/server/compat/list-shape";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import { findCampaign } from "@/lib/server/db/coupons/find-campaign";
import { pageOfVouchers } from "@/lib/server/db/coupons/page-of-vouchers";
import { pool } from "@/lib/server/db/pool";
import { findShopper } from "@/lib/server/use-cases/coupons/identify-shopper";

/** A page of codes, newest first; of a campaign, or of a customer. */
export async function listVouchers({
  actor,
  query,
}: CompatCall<typeof compatListVouchers>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { workspaceId } = actor;
  const named = query.campaign_id ?? query.campaign;
  const campaignId = named
    ? await findCampaign(pool(), workspaceId, { id: uuidOf("camp", named), name: named })
    : null;
  const customer = query.customer?.startsWith("cust_")
    ? { id: query.customer }
    : { source_id: query.customer };
  const shopper = query.customer ? await findShopper(workspaceId, customer) : null;
  if ((named && !campaignId) || (query.customer && !shopper))
    return { status: 200, body: listShape("vouchers", [], 0) };
  const { vouchers, total } = await pageOfVouchers(pool(), workspaceId, {
    campaignId,
    customerId: shopper?.customerId ?? null,
    code: query.code ?? null,
    limit: query.limit,
    offset: (query.page - 1) * query.limit,
  });
  return { status: 200, body: listShape("vouchers", vouchers.map(voucherShape), total) };
}
