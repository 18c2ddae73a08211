import { randomUUID } from "node:crypto";
import type { CompatCustomer } from "@/lib/contracts/vouchers";
import { identitiesOf, identityKey, type Person } from "@/lib/domain/customer/identity";
import { planIdentities } from "@/lib/domain/customer/identity-plan";
import type { Actor } from "@/lib/server/auth/actor";
import { CompatError } from "@/lib/server/compat/errors";
import { uuidOf } from "@/lib/server/compat/ids";
import { shopperOf, shopperShape } from "@/lib/server/compat/shopper-shape";
import { readKnown } from "@/lib/server/db/customers/read-known";
import { readProfiles } from "@/lib/server/db/customers/read-profiles";
import { recordActivity } from "@/lib/server/db/events/record-activity";
import { pool } from "@/lib/server/db/pool";
import { isPublicKey } from "@/lib/server/use-cases/events/is-public-key";

/** A shopper as the compatible API shows one. */
export type Shopper = { customerId: string; shape: Record<string, unknown> };

/**
 * The customer a compatible request is about, made or brought up to date where the request says who it is; null when it names
 * nobody. A key that stands in pages adds what is not known yet, and takes over nobody's address. `now` is a Date of the request.
 * @throws CompatError invalid_customer | not_found
 */
export async function identifyShopper(
  actor: Actor,
  customer: CompatCustomer | null | undefined,
  now: Date,
): Promise<Shopper | null> {
  if (!customer) return null;
  const { workspaceId } = actor;
  const named = await byId(workspaceId, customer);
  if (named) return named;
  const person = shopperOf(customer);
  if (!person) return null;
  const known = await unchanged(actor, person, now);
  if (known) return known;
  const recorded = await recordActivity({
    workspaceId,
    persons: [person],
    activities: [],
    source: "api",
    byPublicKey: isPublicKey(actor),
    now,
  });
  const customerId = recorded.customerIds[0];
  if (customerId === undefined) return null;
  return { customerId, shape: await shapeOf(workspaceId, customerId) };
}

/** The usual case, in one statement: the customer is known, and nothing about them changed. Else null. */
async function unchanged(actor: Actor, person: Person, now: Date): Promise<Shopper | null> {
  const known = await readKnown(pool(), actor.workspaceId, identitiesOf(person));
  if (known.owners.size === 0) return null;
  const plan = planIdentities([person], known, {
    newId: randomUUID,
    at: now.toISOString(),
    source: "api",
    byPublicKey: isPublicKey(actor),
  });
  const [customerId] = plan.customerIds;
  if (customerId === undefined || plan.created.length + plan.changed.length + plan.claims.length > 0)
    return null;
  return { customerId, shape: shopperShape(customerId, known.profiles.get(customerId)) };
}

/** The same, changing nothing: a customer nobody knows yet is null. */
export async function findShopper(
  workspaceId: string,
  customer: CompatCustomer | null | undefined,
): Promise<Shopper | null> {
  if (!customer) return null;
  const named = await byId(workspaceId, customer);
  if (named) return named;
  const person = shopperOf(customer);
  if (!person) return null;
  const identities = identitiesOf(person);
  const { owners, profiles } = await readKnown(pool(), workspaceId, identities);
  for (const identity of identities) {
    const customerId = owners.get(identityKey(identity));
    if (customerId) return { customerId, shape: shopperShape(customerId, profiles.get(customerId)) };
  }
  return null;
}

async function byId(workspaceId: string, { id }: CompatCustomer): Promise<Shopper | null> {
  if (!id) return null;
  const customerId = uuidOf("cust", id);
  const known = customerId
    ? await readProfiles(pool(), workspaceId, [customerId], { lock: false })
    : new Map<string, never>();
  const profile = known.get(customerId ?? "");
  if (!customerId || !profile) {
    throw new CompatError(
      "not_found",
      `There is no customer with the id ${id}. Send source_id for your own id.`,
      {
        id,
        type: "customer",
      },
    );
  }
  return { customerId, shape: shopperShape(customerId, profile) };
}

async function shapeOf(workspaceId: string, customerId: string): Promise<Record<string, unknown>> {
  const profile = (await readProfiles(pool(), workspaceId, [customerId], { lock: false })).get(customerId);
  return shopperShape(customerId, profile);
}
