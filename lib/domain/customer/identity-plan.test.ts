import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { identitiesOf, identityKey, type Person } from "./identity";
import { type KnownCustomers, type Profile, planIdentities } from "./identity-plan";

const blank = {
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
const profile = (id: string, known: Partial<Profile> = {}): Profile => ({ id, ...blank, ...known });
const AT = "2026-03-01T09:30:00.000Z";

function plan(persons: Person[], profiles: Profile[] = [], owners: Record<string, string> = {}) {
  let next = 0;
  const known: KnownCustomers = {
    owners: new Map(Object.entries(owners)),
    profiles: new Map(profiles.map((one) => [one.id, one])),
  };
  return planIdentities(persons, known, { newId: () => `new${++next}`, at: AT, source: "api" });
}

describe("S0-7: who an event belongs to", () => {
  it("is a new customer when nobody is known by any of the identities", () => {
    const result = plan([
      { externalId: "x", email: "a@b.c", firstName: "Ada", consent: { email: "granted" } },
    ]);
    expect(result.customerIds).toEqual(["new1"]);
    expect(result.claims.map(({ identity }) => identityKey(identity))).toEqual([
      "external_id:x",
      "email:a@b.c",
    ]);
    expect(result.created).toEqual([
      {
        identifiedBy: ["external_id", "email"],
        profile: profile("new1", {
          externalId: "x",
          email: "a@b.c",
          firstName: "Ada",
          consent: { email: { state: "granted", at: AT, source: "api" } },
        }),
      },
    ]);
    expect(result.changed).toEqual([]);
  });

  it("is one customer for all that a batch says about them", () => {
    const result = plan([{ externalId: "x" }, { externalId: "x", email: "a@b.c" }, { email: "a@b.c" }]);
    expect(result.customerIds).toEqual(["new1", "new1", "new1"]);
    expect(result.created).toHaveLength(1);
    expect(result.claims).toHaveLength(2);
  });

  it("is the guest who left the address before, once they sign in", () => {
    const result = plan([{ externalId: "x", email: "a@b.c" }], [profile("c1", { email: "a@b.c" })], {
      "email:a@b.c": "c1",
    });
    expect(result.customerIds).toEqual(["c1"]);
    expect(result.claims).toEqual([{ identity: { kind: "external_id", value: "x" }, customerId: "c1" }]);
    expect(result.changed).toEqual([
      { profile: profile("c1", { externalId: "x", email: "a@b.c" }), fields: ["externalId"] },
    ]);
  });

  it("is somebody else when the address belongs to another account, whose address it stays", () => {
    const result = plan(
      [{ externalId: "y", email: "a@b.c" }],
      [profile("c1", { externalId: "x", email: "a@b.c" })],
      {
        "external_id:x": "c1",
        "email:a@b.c": "c1",
      },
    );
    expect(result.customerIds).toEqual(["new1"]);
    expect(result.claims.map(({ identity }) => identity.kind)).toEqual(["external_id"]);
    expect(result.created[0]?.profile.email).toBe("a@b.c");
    expect(result.changed).toEqual([]);
  });

  it("is the account when external id and address lead to two customers", () => {
    const result = plan(
      [{ externalId: "x", email: "a@b.c" }],
      [profile("c1", { externalId: "x" }), profile("c2", { email: "a@b.c" })],
      {
        "external_id:x": "c1",
        "email:a@b.c": "c2",
      },
    );
    expect(result.customerIds).toEqual(["c1"]);
    expect(result.claims).toEqual([]);
  });

  it("changes nothing when only one identity was sent, even an old address", () => {
    const known = [profile("c1", { externalId: "x", email: "new@b.c" })];
    const result = plan([{ email: "old@b.c" }], known, { "email:old@b.c": "c1" });
    expect(result).toEqual({ customerIds: ["c1"], claims: [], created: [], changed: [] });
  });

  it("notes only what really changed", () => {
    const known = [
      profile("c1", {
        externalId: "x",
        firstName: "Ada",
        attributes: { tier: "gold", old: 1 },
        consent: { sms: { state: "denied" } },
      }),
    ];
    const same = {
      externalId: "x",
      firstName: "Ada",
      attributes: { tier: "gold", missing: null },
      consent: { sms: "denied" as const },
    };
    expect(plan([same], known, { "external_id:x": "c1" }).changed).toEqual([]);
    const other = {
      externalId: "x",
      firstName: null,
      attributes: { tier: "silver", old: null },
      consent: { sms: "granted" as const },
    };
    expect(plan([other], known, { "external_id:x": "c1" }).changed).toEqual([
      {
        fields: ["firstName", "attributes.tier", "attributes.old", "consent.sms"],
        profile: profile("c1", {
          externalId: "x",
          attributes: { tier: "silver" },
          consent: { sms: { state: "granted", at: AT, source: "api" } },
        }),
      },
    ]);
  });
});

it("lets a public key add what is not known, but neither take over an address nor turn a no into a yes", () => {
  const before = profile("c1", {
    externalId: "x",
    email: "mine@b.c",
    consent: { email: { state: "denied" }, sms: { state: "granted" } },
  });
  const person: Person = {
    externalId: "x",
    email: "theirs@b.c",
    phone: "+49301234567",
    firstName: "Ada",
    consent: { email: "granted", sms: "denied" },
  };
  const { changed } = planIdentities(
    [person],
    { owners: new Map([["external_id:x", "c1"]]), profiles: new Map([["c1", before]]) },
    { newId: () => "new", at: AT, source: "sdk", byPublicKey: true },
  );
  expect(changed).toEqual([
    {
      fields: ["phone", "firstName", "consent.sms"],
      profile: {
        ...before,
        phone: "+49301234567",
        firstName: "Ada",
        consent: { email: { state: "denied" }, sms: { state: "denied", at: AT, source: "sdk" } },
      },
    },
  ]);
});

it("gives every identity one owner and every person one customer, whatever is sent", () => {
  const value = fc.constantFrom("1", "2", "3");
  const person = fc
    .record({ externalId: value, email: value, phone: value }, { requiredKeys: [] })
    .filter((one) => Object.keys(one).length > 0) as fc.Arbitrary<Person>;
  fc.assert(
    fc.property(fc.array(person, { maxLength: 12 }), (persons) => {
      const result = plan(persons);
      const keys = result.claims.map(({ identity }) => identityKey(identity));
      expect(new Set(keys).size).toBe(keys.length);
      expect(new Set(result.created.map((one) => one.profile.id))).toEqual(new Set(result.customerIds));
      // Nobody has two external ids, and an external id always leads to the same customer.
      const ids = new Map<string, string>();
      for (const [index, one] of persons.entries()) {
        const customer = result.customerIds[index] as string;
        if (one.externalId === undefined) continue;
        expect(ids.get(one.externalId) ?? customer).toBe(customer);
        ids.set(one.externalId, customer);
      }
      expect(new Set(ids.values()).size).toBe(ids.size);
      // Sent again, nothing is left to claim or to create.
      const owners = Object.fromEntries(
        result.claims.map(({ identity, customerId }) => [identityKey(identity), customerId]),
      );
      const again = plan(persons, [...result.created.map((one) => one.profile)], owners);
      expect(again.created).toEqual([]);
      expect(again.claims).toEqual([]);
      expect(
        persons.every((one) =>
          identitiesOf(one).some((identity) => owners[identityKey(identity)] !== undefined),
        ),
      ).toBe(true);
    }),
  );
});
