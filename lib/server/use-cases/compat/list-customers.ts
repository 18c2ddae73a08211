import type { compatListCustomers } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listShape } from "@/lib/server/compat/list-shape";
import { shopperShape } from "@/lib/server/compat/shopper-shape";
import { pageOfCustomers } from "@/lib/server/db/coupons/page-of-customers";
import { readProfiles } from "@/lib/server/db/customers/resolve-profiles";
import { pool } from "@/lib/server/db/pool";

/** A page of customers, newest first. */
export async function listCustomers({
  actor,
  query,
}: CompatCall<typeof compatListCustomers>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { limit, page } = query;
  const { ids, total } = await pageOfCustomers(pool(), actor.workspaceId, {
    limit,
    offset: (page - 1) * limit,
  });
  const profiles = await readProfiles(pool(), actor.workspaceId, ids, { lock: false });
  const shapes = ids.map((id) => shopperShape(id, profiles.get(id)));
  return { status: 200, body: listShape("customers", shapes, total) };
}
