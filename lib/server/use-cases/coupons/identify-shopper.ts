import type { CompatCustomer } from "@/lib/contracts/vouchers";
import { identitiesOf, identityKey, type Person, personInput } from "@/lib/domain/customer/identity";
import type { Profile } from "@/lib/domain/customer/identity-plan";
import { CompatError } from "@/lib/server/compat/errors";
import { publicId, uuidOf } from "@/lib/server/compat/ids";
import { findOwners } from "@/lib/server/db/customers/resolve-owners";
import { readProfiles } from "@/lib/server/db/customers/resolve-profiles";
import { recordActivity } from "@/lib/server/db/events/record-activity";
import { pool } from "@/lib/server/db/pool";

/** A shopper as the compatible API shows one. */
export type Shopper = { customerId: string; shape: Record<string, unknown> };

/**
 * The customer a compatible request is about, made or brought up to date where the request says who it is; null when it names
 * nobody. `now` is a Date of the request.
 * @throws CompatError invalid_customer | not_found
 */
export async function identifyShopper(
  workspaceId: string,
  customer: CompatCustomer | null | undefined,
  now: Date,
): Promise<Shopper | null> {
  if (!customer) return null;
  const named = await byId(workspaceId, customer);
  if (named) return named;
  const person = personOf(customer);
  if (!person) return null;
  const recorded = await recordActivity({
    workspaceId,
    persons: [person],
    activities: [],
    source: "api",
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
  const person = personOf(customer);
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

function personOf(customer: CompatCustomer): Person | null {
  const { source_id, email, phone, name } = customer;
  if (!source_id && !email && !phone) return null;
  const [firstName, ...rest] = name?.trim().split(/\s+/) ?? [];
  const result = personInput.safeParse({
    ...(source_id ? { externalId: source_id } : {}),
    ...(email ? { email } : {}),
    ...(phone ? { phone } : {}),
    ...(firstName ? { firstName: firstName.slice(0, 200) } : {}),
    ...(rest.length > 0 ? { lastName: rest.join(" ").slice(0, 200) } : {}),
  });
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => `customer.${path.join(".")}: ${message}`);
  throw new CompatError("invalid_customer", problems.join("; "));
}

async function shapeOf(workspaceId: string, customerId: string): Promise<Record<string, unknown>> {
  const profile = (await readProfiles(pool(), workspaceId, [customerId], { lock: false })).get(customerId);
  return shopperShape(customerId, profile);
}

/** A customer as the compatible API shows one. */
export function shopperShape(customerId: string, profile: Profile | undefined): Record<string, unknown> {
  return {
    id: publicId("cust", customerId),
    source_id: profile?.externalId ?? null,
    name: [profile?.firstName, profile?.lastName].filter(Boolean).join(" ") || null,
    email: profile?.email ?? null,
    phone: profile?.phone ?? null,
    metadata: profile?.attributes ?? {},
    object: "customer",
  };
}
