import { z } from "zod";
import { api } from "@/lib/client/api";

const flows = z.object({ data: z.array(z.object({ id: z.string(), name: z.string() })) });
const customers = z.object({
  data: z.array(
    z.object({
      id: z.string(),
      externalId: z.string().nullish(),
      name: z.string().nullish(),
      email: z.string().nullish(),
    }),
  ),
});

export type Found = { id: string; label: string; hint?: string };

/** Up to six flows and six customers for a term. What one list refuses (no permission) does not hide the other. */
export async function searchEverything(
  term: string,
  signal: AbortSignal,
): Promise<{ flows: Found[]; customers: Found[] }> {
  const options = { query: { search: term, limit: 6 }, signal };
  const [flowAnswer, customerAnswer] = await Promise.allSettled([
    api.get<unknown>("/api/v1/flows", options),
    api.get<unknown>("/api/v1/customers", options),
  ]);
  const foundFlows = flows.safeParse(flowAnswer.status === "fulfilled" ? flowAnswer.value : null);
  const foundCustomers = customers.safeParse(
    customerAnswer.status === "fulfilled" ? customerAnswer.value : null,
  );
  return {
    flows: foundFlows.success ? foundFlows.data.data.map(({ id, name }) => ({ id, label: name })) : [],
    customers: foundCustomers.success ? foundCustomers.data.data.map(nameCustomer) : [],
  };
}

function nameCustomer(customer: z.output<typeof customers>["data"][number]): Found {
  const label = customer.name || customer.email || customer.externalId || customer.id;
  const hint = [customer.email, customer.externalId].find((text) => text && text !== label);
  return { id: customer.id, label, ...(hint ? { hint } : {}) };
}
