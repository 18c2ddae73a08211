import type { compatGetCustomer } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { creationMoments } from "@/lib/server/db/customers/creation-moments";
import { pool } from "@/lib/server/db/pool";
import { findShopper } from "@/lib/server/use-cases/coupons/identify-shopper";

/** One customer, by id or source_id. */
export async function showCustomer({
  actor,
  params,
}: CompatCall<typeof compatGetCustomer>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { id } = params;
  const shopper = await findShopper(actor.workspaceId, id.startsWith("cust_") ? { id } : { source_id: id });
  if (!shopper) throw new CompatError("not_found", `There is no customer ${id}.`, { id, type: "customer" });
  const moments = await creationMoments(pool(), actor.workspaceId, [shopper.customerId]);
  const created_at = moments.get(shopper.customerId)?.toISOString() ?? null;
  return { status: 200, body: { ...shopper.shape, created_at } };
}
