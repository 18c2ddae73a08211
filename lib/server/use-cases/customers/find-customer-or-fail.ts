import { notFound } from "@/lib/domain/errors";
import { type FoundCustomer, findCustomer } from "@/lib/server/db/customers/find-customer";
import { pool } from "@/lib/server/db/pool";

/** The customer with our id or the shop's own, in this workspace. @throws DomainError not_found */
export async function findCustomerOrFail(workspaceId: string, reference: string): Promise<FoundCustomer> {
  const found = await findCustomer(pool(), workspaceId, reference);
  if (!found) throw notFound("customer");
  return found;
}
