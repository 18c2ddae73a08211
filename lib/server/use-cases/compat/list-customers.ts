import type { compatListCustomers } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listShape } from "@/lib/server/compat/list-shape";
import { shopperShape } from "@/lib/server/compat/shopper-shape";
import { creationMoments } from "@/lib/server/db/customers/creation-moments";
import { readProfiles } from "@/lib/server/db/customers/read-profiles";
import { CUSTOMERS } from "@/lib/server/db/lists/kinds";
import { narrowedIds } from "@/lib/server/db/lists/narrowed-ids";
import { pool } from "@/lib/server/db/pool";

/** A page of customers, newest first unless asked otherwise; also from a moment on, as clients that go through all of them ask. */
export async function listCustomers({
  actor,
  query,
}: CompatCall<typeof compatListCustomers>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { workspaceId } = actor;
  const { email, name, city, starting_after: after, order } = query;
  const { ids, total, hasMore } = await narrowedIds(pool(), CUSTOMERS, workspaceId, query, [
    ...(email ? [["cu.email = ?", email.toLowerCase()] as const] : []),
    ...(city ? [["cu.attributes->>'address_city' = ?", city] as const] : []),
    ...(name ? [["concat_ws(' ', cu.first_name, cu.last_name) = ?", name] as const] : []),
    ...(after ? [[`cu.created_at ${order === "created_at" ? ">" : "<"} ?`, new Date(after)] as const] : []),
  ]);
  const profiles = await readProfiles(pool(), workspaceId, ids, { lock: false });
  const moments = await creationMoments(pool(), workspaceId, ids);
  const shapes = ids.map((id) => ({
    ...shopperShape(id, profiles.get(id)),
    created_at: moments.get(id)?.toISOString() ?? null,
  }));
  return { status: 200, body: listShape("customers", shapes, await total(), hasMore) };
}
