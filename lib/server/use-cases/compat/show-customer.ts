import type { compatGetCustomer } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
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
  return { status: 200, body: shopper.shape };
}
