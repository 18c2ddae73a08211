import type { compatGetCustomer } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { creationMoments } from "@/lib/server/db/customers/creation-moments";
import { pool } from "@/lib/server/db/pool";
import { findCompatCustomer } from "./find-compat-customer";

/** One customer, by id or source_id. */
export async function showCustomer({
  actor,
  params,
}: CompatCall<typeof compatGetCustomer>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const shopper = await findCompatCustomer(actor.workspaceId, params.id);
  const moments = await creationMoments(pool(), actor.workspaceId, [shopper.customerId]);
  const created_at = moments.get(shopper.customerId)?.toISOString() ?? null;
  return { status: 200, body: { ...shopper.shape, created_at } };
}
