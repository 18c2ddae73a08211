import type { compatListPublications } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { publicId } from "@/lib/server/compat/ids";
import { listShape } from "@/lib/server/compat/list-shape";
import { pageOfPublications } from "@/lib/server/db/coupons/page-of-publications";
import { pool } from "@/lib/server/db/pool";
import { findNamed } from "./find-named";

/** A page of what was given to customers, by any way, newest first unless asked otherwise. */
export async function listPublications({
  actor,
  query,
}: CompatCall<typeof compatListPublications>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { workspaceId } = actor;
  const named = await findNamed(workspaceId, query);
  if (!named) return { status: 200, body: listShape("publications", [], 0, false) };
  const { publications, total, hasMore } = await pageOfPublications(pool(), workspaceId, query, named);
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
  return { status: 200, body: listShape("publications", shapes, total, hasMore) };
}
