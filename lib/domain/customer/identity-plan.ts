import type { Said } from "./consent";
import { type Identity, identitiesOf, identityKey, type Person } from "./identity";

/** A customer's profile as far as an identify call can change it. */
export type Profile = {
  id: string;
  externalId: string | null;
  email: string | null;
  phone: string | null;
  firstName: string | null;
  lastName: string | null;
  locale: string | null;
  timeZone: string | null;
  attributes: Record<string, unknown>;
  /** By channel, "email", and by topic on a channel, "email:newsletter". */
  consent: Partial<Record<string, Said>>;
};

/** What has to be written so that each person is a customer. */
export type IdentityPlan = {
  /** The customer of each person, in the order of the persons. */
  customerIds: string[];
  created: { profile: Profile; identifiedBy: string[] }[];
  /** `fields`: what changed: email, attributes.tier, consent.sms, ... */
  changed: { profile: Profile; fields: string[] }[];
  claims: { identity: Identity; customerId: string }[];
};

/** What the plan is made from. `owners`: identityKey to customer id. `profiles` must hold every owner of whom more than one identity or any detail was sent. */
export type KnownCustomers = { owners: ReadonlyMap<string, string>; profiles: ReadonlyMap<string, Profile> };

/**
 * Decides which customer each person is. The external id decides; without a match, the e-mail address, then the phone number, as
 * long as its owner has no other external id (a guest who signs in stays the same customer). An identity stays with whoever had it
 * first. Persons of one batch build on one another, in order.
 * @param newId makes the ids of customers who are new
 * @param at ISO moment that new consent is dated with
 * @param byPublicKey said by a key that anybody can read in a shop's pages: it adds what is not known yet, but neither takes over somebody's
 * address nor turns a no into a yes
 */
export function planIdentities(
  persons: readonly Person[],
  known: KnownCustomers,
  {
    newId,
    at,
    source,
    byPublicKey = false,
  }: { newId: () => string; at: string; source: string; byPublicKey?: boolean },
): IdentityPlan {
  const owners = new Map(known.owners);
  const profiles = new Map(known.profiles);
  const created = new Map<string, string[]>();
  const changed = new Map<string, Set<string>>();
  const claims: IdentityPlan["claims"] = [];

  const customerIds = persons.map((person) => {
    const identities = identitiesOf(person);
    let id = ownerOf(person, identities, owners, profiles);
    if (id === null) {
      id = newId();
      created.set(id, []);
      profiles.set(id, emptyProfile(id));
    }
    for (const identity of identities) {
      if (owners.has(identityKey(identity))) continue;
      owners.set(identityKey(identity), id);
      claims.push({ identity, customerId: id });
      created.get(id)?.push(identity.kind);
    }
    const before = profiles.get(id);
    // One identity alone only says who it is: an old address that still leads to its customer does not become the current one again.
    if (before && (created.has(id) || needsProfile(person))) {
      const { profile, fields } = withDetails(
        before,
        byPublicKey ? addingOnly(before, person) : person,
        at,
        source,
      );
      profiles.set(id, profile);
      if (fields.length > 0) changed.set(id, new Set([...(changed.get(id) ?? []), ...fields]));
    }
    return id;
  });

  return {
    customerIds,
    claims,
    created: [...created].map(([id, identifiedBy]) => ({
      profile: profiles.get(id) ?? emptyProfile(id),
      identifiedBy,
    })),
    changed: [...changed]
      .filter(([id]) => !created.has(id))
      .map(([id, fields]) => ({ profile: profiles.get(id) ?? emptyProfile(id), fields: [...fields] })),
  };
}

/** Whether deciding about this person takes their customer's profile, or the one identity they were sent with is enough. */
export function needsProfile(person: Person): boolean {
  return Object.values(person).filter((value) => value !== undefined).length > 1;
}

function ownerOf(
  person: Person,
  identities: readonly Identity[],
  owners: ReadonlyMap<string, string>,
  profiles: ReadonlyMap<string, Profile>,
): string | null {
  for (const identity of identities) {
    const owner = owners.get(identityKey(identity));
    if (owner === undefined) continue;
    if (identity.kind === "external_id" || person.externalId === undefined) return owner;
    if (profiles.get(owner)?.externalId === null) return owner;
  }
  return null;
}

/** A profile with what a person was sent with: what is left out stays, null clears, attributes merge. `fields`: what is different now. */
export function withDetails(
  before: Profile,
  person: Person,
  at: string,
  source: string,
): { profile: Profile; fields: string[] } {
  const profile = { ...before };
  const fields: string[] = [];
  if (person.externalId !== undefined && before.externalId === null) {
    profile.externalId = person.externalId;
    fields.push("externalId");
  }
  for (const field of ["email", "phone", "firstName", "lastName", "locale", "timeZone"] as const) {
    const value = person[field];
    if (value === undefined || value === before[field]) continue;
    profile[field] = value;
    fields.push(field);
  }
  for (const [name, value] of Object.entries(person.attributes ?? {})) {
    const had = Object.hasOwn(profile.attributes, name);
    if (value === null ? !had : had && JSON.stringify(profile.attributes[name]) === JSON.stringify(value))
      continue;
    const { [name]: _replaced, ...rest } = profile.attributes;
    profile.attributes = value === null ? rest : { ...rest, [name]: value };
    fields.push(`attributes.${name}`);
  }
  for (const [key, state] of Object.entries(person.consent ?? {})) {
    if (state === undefined || profile.consent[key]?.state === state) continue;
    profile.consent = { ...profile.consent, [key]: { state, at, source } };
    fields.push(`consent.${key}`);
  }
  return { profile, fields };
}

function addingOnly(before: Profile, person: Person): Person {
  const added = { ...person };
  if (before.email !== null) delete added.email;
  if (before.phone !== null) delete added.phone;
  if (person.consent) {
    added.consent = Object.fromEntries(
      Object.entries(person.consent).filter(([key, state]) => state === "denied" || !before.consent[key]),
    );
  }
  return added;
}

function emptyProfile(id: string): Profile {
  return {
    id,
    externalId: null,
    email: null,
    phone: null,
    firstName: null,
    lastName: null,
    locale: null,
    timeZone: null,
    attributes: {},
    consent: {},
  };
}
