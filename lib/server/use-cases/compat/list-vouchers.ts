import type { compatListVouchers } from "@/lib/contracts/compat-campaigns";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listShape } from "@/lib/server/compat/list-shape";
import { voucherShape } from "@/lib/server/compat/voucher-shape";
import { pageOfVouchers } from "@/lib/server/db/coupons/page-of-vouchers";
import { pool } from "@/lib/server/db/pool";
import { findNamed } from "./find-named";

/** A page of codes, newest first unless asked otherwise; of a campaign, or of a customer. */
export async function listVouchers({
  actor,
  query,
}: CompatCall<typeof compatListVouchers>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { workspaceId } = actor;
  const campaign = query.campaign_id ?? query.campaign;
  const named = await findNamed(workspaceId, { campaign, customer: query.customer });
  if (!named) return { status: 200, body: listShape("vouchers", [], 0, false) };
  const of = { ...named, code: query.code };
  const { vouchers, total, hasMore } = await pageOfVouchers(pool(), workspaceId, query, of);
  return { status: 200, body: listShape("vouchers", vouchers.map(voucherShape), total, hasMore) };
}
