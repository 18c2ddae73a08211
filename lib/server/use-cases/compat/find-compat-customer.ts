import { CompatError } from "@/lib/server/compat/errors";
import { uuidOf } from "@/lib/server/compat/ids";
import { findShopper, type Shopper } from "@/lib/server/use-cases/coupons/identify-shopper";

/** A customer by id or source_id. @throws CompatError not_found */
export async function findCompatCustomer(workspaceId: string, id: string): Promise<Shopper> {
  const shopper = await findShopper(workspaceId, uuidOf("cust", id) ? { id } : { source_id: id });
  if (!shopper) throw new CompatError("not_found", `There is no customer ${id}.`, { id, type: "customer" });
  return shopper;
}
