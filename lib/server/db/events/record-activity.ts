import type pg from "pg";
import { v7 as uuid } from "uuid";
import { consentStates } from "@/lib/domain/customer/consent";
import { identitiesOf, identityKey, type Person } from "@/lib/domain/customer/identity";
import {
  type IdentityPlan,
  needsProfile,
  type Profile,
  planIdentities,
} from "@/lib/domain/customer/identity-plan";
import type { CustomerCreatedProperties, CustomerUpdatedProperties } from "@/lib/domain/event/internal";
import { shardOf } from "@/lib/domain/shard";
import { readProfiles } from "@/lib/server/db/customers/read-profiles";
import { claimIdentities } from "@/lib/server/db/customers/resolve-claims";
import { findOwners } from "@/lib/server/db/customers/resolve-owners";
import { insertCustomers, updateCustomers } from "@/lib/server/db/customers/resolve-writes";
import { pool as processPool, type Queryable, transaction } from "@/lib/server/db/pool";
import { appendEvents, type NewEvent } from "./append-events";
import { wakeWorkers } from "./wake-workers";

/** What a customer did. `person` is the index of who it was. */
export type Activity = {
  person: number;
  name: string;
  messageId: string;
  properties: Record<string, unknown>;
  occurredAt: Date;
};

export type Recorded = {
  /** The customer of each person, in their order. */
  customerIds: string[];
  /** The messageIds that were new to the log. */
  accepted: Set<string>;
  /** Ids of customers who came to be by this. */
  created: string[];
  changed: { customerId: string; fields: string[] }[];
};

export type Recording = {
  workspaceId: string;
  persons: readonly Person[];
  activities: readonly Activity[];
  source: string;
  /** The key may be read in a shop's pages; see planIdentities. */
  byPublicKey?: boolean;
  now: Date;
  demo?: boolean;
};

/**
 * Finds or makes the customer of each person, brings their profiles up to date, and writes what they did to the log, in the order
 * given, with `customer.created` and `customer.updated` before it. All of it is committed when this returns, or nothing is.
 * The number of statements does not depend on how many there are: 2 or 3 when nobody is new or changed, else 10 a try.
 */
export async function recordActivity(recording: Recording, pool: pg.Pool = processPool()): Promise<Recorded> {
  const recorded = (await recordKnown(recording, pool)) ?? (await recordWithChanges(recording, pool));
  if (recorded.accepted.size > 0 || recorded.created.length > 0 || recorded.changed.length > 0) wakeWorkers();
  return recorded;
}

/** The usual case, without a transaction of several statements: everybody is known and nothing about them changed. Else null. */
async function recordKnown(recording: Recording, pool: pg.Pool): Promise<Recorded | null> {
  const plan = await planFrom(pool, recording, { lock: false });
  if (plan.created.length + plan.changed.length + plan.claims.length > 0) return null;
  const events = recording.activities.map((activity) => eventOf(activity, plan, recording));
  return {
    customerIds: plan.customerIds,
    accepted: await untilUndisturbed(() => appendEvents(pool, events)),
    created: [],
    changed: [],
  };
}

async function recordWithChanges(recording: Recording, pool: pg.Pool): Promise<Recorded> {
  return await untilUndisturbed(() =>
    transaction(async (client) => {
      const plan = await planFrom(client, recording, { lock: true });
      // Somebody else made one of these customers meanwhile, and has committed: plan again, with theirs.
      if ((await claimIdentities(client, recording.workspaceId, plan.claims)) < plan.claims.length)
        throw new Overtaken();
      await insertCustomers(
        client,
        recording.workspaceId,
        plan.created.map(({ profile }) => profile),
        { now: recording.now, demo: recording.demo ?? false },
      );
      await updateCustomers(
        client,
        recording.workspaceId,
        plan.changed.map(({ profile }) => profile),
        { now: recording.now },
      );
      const own = notes(plan, recording);
      const accepted = await appendEvents(client, [
        ...own,
        ...recording.activities.map((activity) => eventOf(activity, plan, recording)),
      ]);
      for (const note of own) accepted.delete(note.messageId);
      return {
        customerIds: plan.customerIds,
        accepted,
        created: plan.created.map(({ profile }) => profile.id),
        changed: plan.changed.map(({ profile, fields }) => ({ customerId: profile.id, fields })),
      };
    }, pool),
  );
}

async function planFrom(
  queryable: Queryable,
  recording: Recording,
  { lock }: { lock: boolean },
): Promise<IdentityPlan> {
  const { workspaceId, persons, source, byPublicKey, now } = recording;
  const identities = new Map(
    persons.flatMap(identitiesOf).map((identity) => [identityKey(identity), identity]),
  );
  const owners = await findOwners(queryable, workspaceId, [...identities.values()]);
  const wanted = persons
    .filter(needsProfile)
    .flatMap(identitiesOf)
    .map((identity) => owners.get(identityKey(identity)));
  const ids = [...new Set(wanted.filter((id) => id !== undefined))];
  const profiles = await readProfiles(queryable, workspaceId, ids, { lock });
  return planIdentities(
    persons,
    { owners, profiles },
    { newId: uuid, at: now.toISOString(), source, byPublicKey },
  );
}

function eventOf(activity: Activity, plan: IdentityPlan, { workspaceId, now, source }: Recording): NewEvent {
  const customerId = plan.customerIds[activity.person];
  if (customerId === undefined) throw new RangeError(`No person ${activity.person}.`);
  const { name, messageId, properties, occurredAt } = activity;
  return {
    shard: shardOf(customerId),
    workspaceId,
    customerId,
    name,
    messageId,
    properties,
    occurredAt,
    acceptedAt: now,
    source,
  };
}

/** What happened to the customers themselves, for flows and timelines. */
function notes(plan: IdentityPlan, { workspaceId, now, source }: Recording): NewEvent[] {
  const note = (
    name: string,
    customerId: string,
    properties: CustomerCreatedProperties | CustomerUpdatedProperties,
  ): NewEvent => ({
    shard: shardOf(customerId),
    workspaceId,
    customerId,
    name,
    messageId: uuid(),
    properties,
    occurredAt: now,
    acceptedAt: now,
    source,
  });
  return [
    ...plan.created.map(({ profile, identifiedBy }) =>
      note("customer.created", profile.id, {
        source,
        identifiedBy,
        ...consentOf(profile, Object.keys(profile.consent)),
      }),
    ),
    ...plan.changed.map(({ profile, fields }) =>
      note("customer.updated", profile.id, {
        source,
        changed: fields,
        ...consentOf(
          profile,
          fields.flatMap((field) => (field.startsWith("consent.") ? [field.slice("consent.".length)] : [])),
        ),
      }),
    ),
  ];
}

function consentOf(profile: Profile, keys: string[]): { consent?: Record<string, "granted" | "denied"> } {
  return keys.length === 0 ? {} : { consent: consentStates(profile.consent, keys) };
}

class Overtaken extends Error {}

// Each try that fails means that another batch with the same people or the same messages got through.
const TRIES = 20;
const DISTURBED = new Set(["40P01", "40001"]);

async function untilUndisturbed<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      const again = error instanceof Overtaken || DISTURBED.has((error as { code?: string }).code ?? "");
      if (!again || attempt === TRIES) throw error;
    }
  }
}
