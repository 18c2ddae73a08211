import type { Scope } from "@/lib/domain/condition/evaluate";
import { consentScope } from "@/lib/domain/customer/consent";
import type { CustomerFacts, FlowEvent } from "./facts";
import type { RunContext } from "./run";

/**
 * What conditions of a run may look at: `event` is the event at hand (else the trigger event), `trigger` always the one that
 * started the run, `cart` the run's cart, `customer` the profile. Money in minor units.
 */
export function scopeOf(
  context: { run: { context: RunContext }; customer: CustomerFacts },
  event: FlowEvent | null,
): Scope {
  const { cart, event: trigger } = context.run.context;
  return {
    event: event ? event.properties : trigger.properties,
    trigger: trigger.properties,
    cart: cart ? { ...cart, itemCount: cart.items.reduce((sum, { quantity }) => sum + quantity, 0) } : null,
    // Made when a condition asks for it: most look at the cart or the event alone.
    get customer() {
      return customerScope(context.customer);
    },
  };
}

/** The customer's part of a scope. */
export function customerScope(customer: CustomerFacts): Record<string, unknown> {
  const { consent, lastOrderAt } = customer;
  // By name: this is made for every customer whom a condition asks about, and what is spread and then grown costs several times as much.
  return {
    id: customer.id,
    externalId: customer.externalId,
    email: customer.email,
    phone: customer.phone,
    firstName: customer.firstName,
    lastName: customer.lastName,
    locale: customer.locale,
    timeZone: customer.timeZone,
    attributes: customer.attributes,
    agentConversation: customer.agentConversation,
    orderCount: customer.orderCount,
    orderTotal: customer.orderTotal,
    segments: customer.segments,
    consent: consentScope(consent),
    lastOrderAt: lastOrderAt === null ? null : new Date(lastOrderAt).toISOString(),
  };
}
