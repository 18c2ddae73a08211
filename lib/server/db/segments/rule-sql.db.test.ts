import fc from "fast-check";
import type pg from "pg";
import { v7 } from "uuid";
import { beforeAll, expect, it } from "vitest";
import type { Condition, Operator } from "@/lib/domain/condition/condition";
import { OPERATORS } from "@/lib/domain/condition/condition";
import type { CustomerFacts } from "@/lib/domain/flow/facts";
import { customerScope } from "@/lib/domain/flow/scope";
import { matches, type Tally } from "@/lib/domain/segment/matches";
import {
  COMPARISONS,
  CUSTOMER_FIELDS,
  METRICS,
  type SegmentFilter,
  type SegmentRule,
  segmentRule,
} from "@/lib/domain/segment/rule";
import { shardOf } from "@/lib/domain/shard";
import { testDatabase } from "@/lib/testing/database";
import { Parameters, ruleSql } from "./rule-sql";

const NOW = Date.parse("2026-03-10T12:00:00.000Z");
const DAY = 86_400_000;
const EVENTS = ["cart_abandoned", "redemption.succeeded", "customer.created"];

let pool: pg.Pool;
beforeAll(async () => {
  pool = (await testDatabase()).pool;
});

const text = fc.constantFrom(
  "",
  " ",
  "gold",
  "GOLD",
  "Ärger",
  "ÄRGER",
  "straße",
  "5",
  "5.0",
  "1e3",
  "0x10",
  "Infinity",
  "true",
  "TRUE",
  "%_\\",
  "2026-03-01",
  "2026-02-31",
  "2026-03-01T10:00",
  "2026-03-01T10:00:00.5+02:00",
  "2026-03-01T08:00:00.500Z",
  "0000-01-01",
  "2026-13-01",
  "null",
);
const number = fc.constantFrom(0, 1, 5, -5, 0.1, 1000, 16, 1e15, -0);
const scalar = fc.oneof(text, number, fc.boolean());
const attributes = fc.dictionary(
  fc.constantFrom("tier", "points", "vip", "since"),
  fc.oneof(scalar, fc.constant(null), fc.array(scalar, { maxLength: 3 })),
);
const word = fc.option(text, { nil: null });
const consent = fc.constantFrom(null, { state: "granted" as const }, { state: "denied" as const });

type Person = { facts: CustomerFacts; events: { name: string; at: number; pending: boolean }[] };
const person: fc.Arbitrary<Person> = fc
  .record({
    words: fc.tuple(word, word, word, word),
    attributes,
    consent: fc.tuple(consent, consent, consent),
    agentConversation: fc.boolean(),
    orders: fc.tuple(fc.constantFrom(0, 1, 5), fc.constantFrom(0, 1000, 16)),
    lastOrderAt: fc.option(fc.constantFrom(NOW - DAY, Date.parse("2026-03-01T08:00:00.500Z")), { nil: null }),
    events: fc.array(
      fc.record({
        name: fc.constantFrom(...EVENTS),
        // At the edges of a day, a millisecond to each side, and a little in the future.
        at: fc
          .tuple(fc.integer({ min: -1, max: 9 }), fc.constantFrom(-1, 0, 1, 777))
          .map(([days, ms]) => NOW - days * DAY + ms),
        pending: fc.constantFrom(false, false, false, true),
      }),
      { maxLength: 5 },
    ),
  })
  .map(
    ({ words, attributes, consent: [email, sms, news], agentConversation, orders, lastOrderAt, events }) => ({
      facts: {
        id: v7(),
        externalId: words[0],
        email: words[1],
        phone: null,
        firstName: words[2],
        lastName: words[3],
        locale: "de",
        timeZone: null,
        attributes,
        consent: {
          ...(email ? { email } : {}),
          ...(sms ? { sms } : {}),
          ...(news ? { "email:news": news } : {}),
        },
        agentConversation,
        orderCount: orders[0],
        orderTotal: orders[1],
        lastOrderAt,
      },
      events,
    }),
  );

const condition: fc.Arbitrary<Condition> = fc
  .record({
    field: fc.constantFrom(
      ...CUSTOMER_FIELDS,
      "customer.consent.email:news",
      "customer.consent.sms:news",
      "customer.attributes.tier",
      "customer.attributes.points",
      "customer.attributes.vip",
      "customer.attributes.since",
      "customer.attributes.constructor",
    ),
    operator: fc.constantFrom<Operator[]>(...OPERATORS),
    value: fc.oneof(
      scalar,
      fc.array(scalar, { minLength: 1, maxLength: 3 }),
      fc.constantFrom("granted", "unknown"),
    ),
  })
  .filter(({ value }) => value !== "");
const eventFilter = fc.record({
  event: fc.constantFrom(...EVENTS),
  metric: fc.constantFrom(...METRICS),
  comparison: fc.constantFrom(...COMPARISONS),
  value: fc.integer({ min: 0, max: 8 }),
});
const leaf: fc.Arbitrary<SegmentFilter> = fc.oneof(condition, eventFilter);
const group = (filters: fc.Arbitrary<SegmentFilter>): fc.Arbitrary<SegmentRule> =>
  fc.record({
    match: fc.constantFrom("all" as const, "any" as const),
    filters: fc.array(filters, { maxLength: 3 }),
  });
const rule = group(fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 1, arbitrary: group(leaf) }));

it("S0-14, S1-19: the database takes exactly those whom the predicate takes, whatever the rule and the customers", async () => {
  let taken = 0;
  await fc.assert(
    fc.asyncProperty(
      fc.array(person, { minLength: 4, maxLength: 8 }),
      fc.array(rule, { minLength: 8, maxLength: 8 }),
      async (drawn, rules) => {
        // Ids of their own for each try: a smaller counterexample is made of the same people.
        const people = drawn.map(({ facts, events }) => ({ facts: { ...facts, id: v7() }, events }));
        const workspaceId = v7();
        await store(workspaceId, people);
        for (const one of rules) {
          expect(segmentRule.safeParse(one).success).toBe(true);
          const expected = people
            .filter(({ facts, events }) =>
              matches(one, {
                scope: { customer: customerScope(facts) },
                tallies: talliesOf(events),
                now: NOW,
              }),
            )
            .map(({ facts }) => facts.id);
          taken += expected.length;
          expect(await found(workspaceId, one)).toEqual(new Set(expected));
        }
      },
    ),
    { numRuns: 120 },
  );
  // Rules that take nobody, or everybody, would agree about anything.
  expect(taken).toBeGreaterThan(1000);
});

function talliesOf(events: Person["events"]): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const { name, at } of events.filter(({ pending }) => !pending)) {
    const before = tallies.get(name);
    tallies.set(name, { count: (before?.count ?? 0) + 1, lastAt: Math.max(before?.lastAt ?? at, at) });
  }
  return tallies;
}

async function found(workspaceId: string, one: SegmentRule): Promise<Set<string>> {
  const parameters = new Parameters();
  const workspace = parameters.add(workspaceId, "uuid");
  const { rows } = await pool.query<{ id: string }>(
    `SELECT c.id FROM customer c WHERE c.workspace_id = ${workspace} AND ${ruleSql(one, parameters, NOW)}`,
    parameters.values,
  );
  return new Set(rows.map(({ id }) => id));
}

async function store(workspaceId: string, people: readonly Person[]): Promise<void> {
  for (const { facts, events } of people) {
    const shard = shardOf(facts.id);
    await pool.query(
      `INSERT INTO customer (shard, id, workspace_id, external_id, email, first_name, last_name, locale, attributes, consent, agent_conversation,
         order_count, order_total, last_order_at, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, now(), now())`,
      [
        shard,
        facts.id,
        workspaceId,
        facts.externalId,
        facts.email,
        facts.firstName,
        facts.lastName,
        facts.locale,
        JSON.stringify(facts.attributes),
        JSON.stringify(facts.consent),
        facts.agentConversation,
        facts.orderCount,
        facts.orderTotal,
        facts.lastOrderAt === null ? null : new Date(facts.lastOrderAt),
      ],
    );
    for (const { name, at, pending } of events)
      await pool.query(
        `WITH e AS (INSERT INTO event (shard, workspace_id, customer_id, name, message_id, properties, occurred_at, accepted_at, source)
           VALUES ($1, $2, $3, $4, $5, '{}', $6, $6, 'api') RETURNING shard, id, customer_id, accepted_at)
         INSERT INTO event_pending (shard, event_id, customer_id, accepted_at) SELECT shard, id, customer_id, accepted_at FROM e WHERE $7`,
        [shard, workspaceId, facts.id, name, v7(), new Date(at), pending],
      );
  }
}
