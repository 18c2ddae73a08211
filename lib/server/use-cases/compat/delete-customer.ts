import type { compatDeleteCustomer, compatEraseCustomer } from "@/lib/contracts/compat-extras";
import { authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { publicId } from "@/lib/server/compat/ids";
import { eraseCustomer as erase } from "@/lib/server/use-cases/customers/erase-customer";
import { findCompatCustomer } from "./find-compat-customer";

/** Erases a customer: what could name them is removed, counts stay. */
export async function deleteCustomer({
  actor,
  params,
}: CompatCall<typeof compatDeleteCustomer>): Promise<CompatAnswer> {
  authorise(actor, "customers:write");
  const { customerId } = await findCompatCustomer(actor.workspaceId, params.id);
  await erase({ actor, params: { id: customerId } });
  return { status: 204, body: null };
}

/** The same, told of in what clients of this call read. */
export async function eraseCustomer(
  { actor, params }: CompatCall<typeof compatEraseCustomer>,
  clock = systemClock,
): Promise<CompatAnswer> {
  authorise(actor, "customers:write");
  const { customerId } = await findCompatCustomer(actor.workspaceId, params.id);
  const { eventsErased, messagesErased } = await erase({ actor, params: { id: customerId } }, clock);
  return {
    status: 200,
    body: {
      id: publicId("pd", customerId),
      created_at: clock().toISOString(),
      related_object_id: publicId("cust", customerId),
      related_object: "customer",
      status: "DONE",
      data_json: { events: eventsErased, messages: messagesErased },
      // Spelled so by those whose clients read it.
      object: "pernament_deletion",
    },
  };
}
