import type { CompatCustomer } from "@/lib/contracts/vouchers";
import { identitiesOf, identityKey } from "@/lib/domain/customer/identity";
import type { Actor } from "@/lib/server/auth/actor";
import { CompatError } from "@/lib/server/compat/errors";
import { uuidOf } from "@/lib/server/compat/ids";
import { shopperOf, shopperShape } from "@/lib/server/compat/shopper-shape";
import { readProfiles } from "@/lib/server/db/customers/read-profiles";
import { findOwners } from "@/lib/server/db/customers/resolve-owners";
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
  const owners = await findOwners(pool(), workspaceId, identities);
  for (const identity of identities) {
    const customerId = owners.get(identityKey(identity));
    if (customerId) return { customerId, shape: await shapeOf(workspaceId, customerId) };
  }
  return null;
}

async function byId(workspaceId: string, { id }: CompatCustomer): Promise<Shopper | null> {
  if (!id) return null;
  const customerId = uuidOf("cust", id);
  const known = customerId
    ? await readProfiles(pool(), workspaceId, [customerId], { lock: false })
    : new Map();
  if (!customerId || !known.has(customerId)) {
    throw new CompatError(
      "not_found",
      `There is no customer with the id ${id}. Send source_id for your own id.`,
      {
        id,
        type: "customer",
      },
    );
  }
  return { customerId, shape: await shapeOf(workspaceId, customerId) };
}

async function shapeOf(workspaceId: string, customerId: string): Promise<Record<string, unknown>> {
  const profile = (await readProfiles(pool(), workspaceId, [customerId], { lock: false })).get(customerId);
  return shopperShape(customerId, profile);
}
