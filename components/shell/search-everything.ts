import { api } from "@/lib/client/api";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listCustomersContract } from "@/lib/contracts/customers";
import type { listFlowsContract } from "@/lib/contracts/flows";

type Flows = ResponseOf<typeof listFlowsContract>;
type Customers = ResponseOf<typeof listCustomersContract>;
export type Found = { id: string; label: string; hint?: string };

/** Up to six flows and six customers for a term. What one list refuses (no permission) does not hide the other. */
export async function searchEverything(
  term: string,
  signal: AbortSignal,
): Promise<{ flows: Found[]; customers: Found[] }> {
  const options = { query: { search: term, limit: 6 }, signal };
  const [flows, customers] = await Promise.allSettled([
    api.get<Flows>("/api/v1/flows", options),
    api.get<Customers>("/api/v1/customers", options),
  ]);
  return {
    flows: flows.status === "fulfilled" ? flows.value.data.map(({ id, name }) => ({ id, label: name })) : [],
    customers: customers.status === "fulfilled" ? customers.value.data.map(nameCustomer) : [],
  };
}

function nameCustomer(customer: Customers["data"][number]): Found {
  const name = [customer.firstName, customer.lastName].filter(Boolean).join(" ");
  const known = [name, customer.email, customer.externalId, customer.phone].filter((text) => text);
  const [label = customer.id, hint] = known;
  return { id: customer.id, label: label ?? customer.id, ...(hint ? { hint } : {}) };
}
