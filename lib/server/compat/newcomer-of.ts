import type { CompatCustomer } from "@/lib/contracts/vouchers";
import type { RuleCustomer } from "@/lib/domain/coupon/judge-rule";
import { shopperOf } from "./shopper-shape";

/**
 * What rules may know of a customer whom a request names and nobody knows yet: what it says, and that they ordered nothing and are in no segment. Null when it
 * names nobody.
 * @throws CompatError invalid_customer
 */
export function newcomerOf(customer: CompatCustomer | null | undefined): RuleCustomer | null {
  const person = customer ? shopperOf(customer) : null;
  if (!person) return null;
  return {
    id: "",
    sourceId: person.externalId ?? null,
    email: person.email ?? null,
    phone: person.phone ?? null,
    name: [person.firstName, person.lastName].filter(Boolean).join(" ") || null,
    metadata: person.attributes ?? {},
    consent: {},
    ordersCount: 0,
    ordersTotal: 0,
    segments: [],
  };
}
