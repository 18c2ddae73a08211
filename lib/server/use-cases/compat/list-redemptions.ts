import type { compatListRedemptions } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listShape } from "@/lib/server/compat/list-shape";
import { redemptionShape } from "@/lib/server/compat/redemption-shape";
import { pageOfRedemptions } from "@/lib/server/db/coupons/page-of-redemptions";
import { pool } from "@/lib/server/db/pool";
import { findNamed } from "./find-named";

/** A page of redemptions, refused tries among them, newest first unless asked otherwise. */
export async function listRedemptions({
  actor,
  query,
}: CompatCall<typeof compatListRedemptions>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { workspaceId } = actor;
  const named = await findNamed(workspaceId, query);
  if (!named) return { status: 200, body: listShape("redemptions", [], 0, false) };
  const { redemptions, total, hasMore } = await pageOfRedemptions(pool(), workspaceId, query, {
    ...named,
    result: query.result,
  });
  const shapes = redemptions.map((one) => ({
    ...redemptionShape(one),
    order: one.order,
    voucher: { code: one.code },
  }));
  return { status: 200, body: listShape("redemptions", shapes, total, hasMore) };
}
