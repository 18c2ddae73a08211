import type { ResponseOf } from "@/lib/contracts/contract";
import type { updateCustomerContract } from "@/lib/contracts/customers";
import { identitiesOf, type Person } from "@/lib/domain/customer/identity";
import { type Profile, withDetails } from "@/lib/domain/customer/identity-plan";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { readProfiles } from "@/lib/server/db/customers/read-profiles";
import { claimIdentities } from "@/lib/server/db/customers/resolve-claims";
import { findOwners } from "@/lib/server/db/customers/resolve-owners";
import { updateCustomers } from "@/lib/server/db/customers/resolve-writes";
import { setAgentConversation } from "@/lib/server/db/customers/set-agent-conversation";
import { appendEvents } from "@/lib/server/db/events/append-events";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { type Queryable, transaction } from "@/lib/server/db/pool";
import { findCustomerOrFail } from "./find-customer-or-fail";
import { knowTopics } from "./know-topics";
import { updatedEvent } from "./updated-event";

type Call = {
  actor: Actor;
  params: { id: string };
  body: Omit<Person, "externalId"> & { agentConversation?: boolean | undefined };
};

/** Changes a customer by hand. The change goes onto their log as `customer.updated`, so that flows act on an opt-out at once. */
export async function updateCustomer(
  { actor, params, body }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof updateCustomerContract>> {
  authorise(actor, "customers:write");
  const { workspaceId } = actor;
  const { agentConversation, ...details } = body;
  const customer = await findCustomerOrFail(workspaceId, params.id);
  const now = clock();
  await knowTopics(workspaceId, details.consent, now);
  const changed = await transaction(async (client) => {
    const before = (await readProfiles(client, workspaceId, [customer.id], { lock: true })).get(customer.id);
    // Erased since it was found.
    if (!before) throw notFound("customer");
    const { profile, fields } = withDetails(before, details, now.toISOString(), sourceOf(actor));
    await takeIdentities(client, workspaceId, profile, fields);
    if (fields.length > 0) await updateCustomers(client, workspaceId, [profile], { now });
    if (
      agentConversation !== undefined &&
      (await setAgentConversation(client, customer, agentConversation, now))
    )
      fields.push("agentConversation");
    if (fields.length > 0)
      await appendEvents(client, [
        updatedEvent(actor.workspaceId, profile, fields, { source: sourceOf(actor), at: now }),
      ]);
    return fields;
  });
  if (changed.length > 0) wakeWorkers();
  return { id: customer.id, changed };
}

/** Makes a new e-mail address or phone number lead to this customer. @throws DomainError conflict when it leads to somebody else */
async function takeIdentities(
  client: Queryable,
  workspaceId: string,
  profile: Profile,
  fields: readonly string[],
): Promise<void> {
  const identities = identitiesOf({
    ...(fields.includes("email") && profile.email !== null ? { email: profile.email } : {}),
    ...(fields.includes("phone") && profile.phone !== null ? { phone: profile.phone } : {}),
  });
  await claimIdentities(
    client,
    workspaceId,
    identities.map((identity) => ({ identity, customerId: profile.id })),
  );
  const owners = await findOwners(client, workspaceId, identities);
  const taken = identities.find(({ kind, value }) => owners.get(`${kind}:${value}`) !== profile.id);
  if (!taken) return;
  throw new DomainError("conflict", `Another customer already has ${taken.value}.`, {
    issues: [{ path: taken.kind, message: "belongs to another customer", fix: "Change it there first." }],
    extra: { customerId: owners.get(`${taken.kind}:${taken.value}`) },
  });
}

function sourceOf(actor: Actor): string {
  return actor.kind === "user" ? "staff" : "api";
}
