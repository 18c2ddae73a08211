import { DomainError, notFound } from "@/lib/domain/errors";
import { cartOf } from "@/lib/domain/flow/entry";
import type { MessageContext } from "@/lib/domain/message/context";
import { sampleContext } from "@/lib/domain/message/sample-context";
import { type FoundCustomer, findCustomer } from "@/lib/server/db/customers/find-customer";
import { personOf } from "@/lib/server/db/customers/person-row";
import type { SendingWorkspace } from "@/lib/server/db/messages/load-sending-workspaces";
import { pool } from "@/lib/server/db/pool";
import { type FoundEvent, findEvent, findLastCart } from "@/lib/server/db/templates/find-event";

export type PreviewSource = { customerId?: string; eventId?: number };

/**
 * The data that a preview or test shows: an event's, a customer's last cart, or made up. The code is always a placeholder: looking
 * at a template takes none.
 */
export async function previewContext(
  workspace: SendingWorkspace,
  source: PreviewSource,
  now: Date,
): Promise<{ context: MessageContext; shownAs: string }> {
  const { currency, timeZone } = workspace;
  const sample = sampleContext({ currency, timeZone, now: now.toISOString() });
  if (source.eventId === undefined && source.customerId === undefined) {
    return { context: sample, shownAs: "Made-up customer with two items" };
  }
  const { customer, event } = await load(workspace.id, source);
  const person = customer.first_name ?? customer.email ?? customer.external_id ?? "Customer";
  const context: MessageContext = {
    ...sample,
    customer: {
      ...personOf(customer),
      timeZone: customer.time_zone ?? timeZone,
    },
  };
  if (!event) return { context, shownAs: `${person}, with a made-up cart` };
  return {
    context: {
      ...context,
      event: { name: event.name, properties: event.properties, occurredAt: event.occurred_at.toISOString() },
      cart: cartOf({
        id: event.id,
        name: event.name,
        properties: event.properties,
        occurredAt: event.occurred_at.getTime(),
        acceptedAt: event.accepted_at.getTime(),
        role: "cart",
      }),
    },
    shownAs: `${person}, ${event.name}`,
  };
}

async function load(
  workspaceId: string,
  source: PreviewSource,
): Promise<{ customer: FoundCustomer; event: FoundEvent | null }> {
  const event = source.eventId === undefined ? null : await findEvent(pool(), workspaceId, source.eventId);
  if (source.eventId !== undefined && !event) throw notFound("event");
  if (event && source.customerId && event.customer_id !== source.customerId) {
    throw new DomainError("invalid_input", "This event is another customer's.", {
      issues: [{ path: "source.customerId", message: "not the event's customer", fix: "Leave it out." }],
    });
  }
  const customer = await findCustomer(pool(), workspaceId, event?.customer_id ?? source.customerId ?? "");
  if (!customer) throw notFound("customer");
  return { customer, event: event ?? (await findLastCart(pool(), workspaceId, customer.shard, customer.id)) };
}
