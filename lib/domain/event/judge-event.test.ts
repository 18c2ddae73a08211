import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Bench, judgeEvent } from "./judge-event";

const DAY = 86_400_000;
const NOW = Date.parse("2026-03-01T12:00:00Z");
const bench: Bench = {
  definitions: new Map([
    ["itemAddedToCart", { properties: [{ name: "total", type: "money", required: true }] }],
  ]),
  undefinedEvents: "quarantine",
  maxAgeMs: 365 * DAY,
  topics: { news: "Newsletter" },
  now: NOW,
  newId: () => "made",
};
const sound = {
  messageId: "m1",
  name: "itemAddedToCart",
  customer: { externalId: "c1" },
  properties: { total: 4900 },
};
const judge = (raw: unknown, change: Partial<Bench> = {}) => judgeEvent(raw, { ...bench, ...change });
const errors = (raw: unknown) => {
  const verdict = judge(raw);
  return verdict.kind === "accept" ? [] : verdict.errors;
};

describe("an event as it was sent", () => {
  it("S0-3: enters the log with its one customer, its moment and its properties", () => {
    expect(judge({ ...sound, occurredAt: "2026-03-01T09:00:00+01:00" })).toEqual({
      kind: "accept",
      messageId: "m1",
      event: {
        messageId: "m1",
        name: "itemAddedToCart",
        person: { externalId: "c1" },
        occurredAt: new Date("2026-03-01T08:00:00Z"),
        properties: { total: 4900 },
      },
    });
  });

  it("gets an id and the present when it brings none", () => {
    const { messageId: _none, ...rest } = sound;
    expect(judge(rest)).toMatchObject({
      kind: "accept",
      messageId: "made",
      event: { messageId: "made", occurredAt: new Date(NOW) },
    });
  });

  it("S0-11: is refused with the path of the property that does not fit", () => {
    expect(errors({ ...sound, properties: { total: "49" } })).toMatchObject([{ path: "properties.total" }]);
    expect(errors({ ...sound, properties: [] })).toMatchObject([{ path: "properties" }]);
  });

  it("S0-12: is set aside, or refused where the workspace wants that, when its name is not defined", () => {
    const unknown = { ...sound, name: "itemAddedToCat" };
    expect(judge(unknown)).toEqual({
      kind: "set-aside",
      messageId: "m1",
      name: "itemAddedToCat",
      errors: [
        {
          path: "name",
          message: 'No event named "itemAddedToCat" is defined.',
          fix: 'Did you mean "itemAddedToCart"? It is kept aside until you define it under Events.',
        },
      ],
    });
    expect(judge(unknown, { undefinedEvents: "reject" })).toMatchObject({
      kind: "reject",
      errors: [{ path: "name", fix: expect.stringContaining("Define it under Events.") }],
    });
  });

  it("may be of up to a day ahead and as old as the workspace allows", () => {
    const at = (ms: number) =>
      errors({ ...sound, occurredAt: new Date(ms).toISOString() }).map((issue) => issue.path);
    expect(at(NOW + DAY)).toEqual([]);
    expect(at(NOW + DAY + 1)).toEqual(["occurredAt"]);
    expect(at(NOW - 365 * DAY)).toEqual([]);
    expect(at(NOW - 365 * DAY - 1)).toEqual(["occurredAt"]);
  });

  it.each([
    [null, ""],
    ["itemAddedToCart", ""],
    [{ ...sound, customer: undefined }, "customer"],
    [{ ...sound, customer: {} }, "customer"],
    [{ ...sound, customer: { email: "no" } }, "customer.email"],
    [{ ...sound, customer: { externalID: "1" } }, "customer.externalID"],
    [{ ...sound, event: "x" }, "event"],
    [{ ...sound, name: "customer.created" }, "name"],
    [{ ...sound, messageId: "message:018f0000-0000-7000-8000-000000000001:sent" }, "messageId"],
    [{ ...sound, occurredAt: "yesterday" }, "occurredAt"],
    [{ ...sound, customer: { externalId: "a\u0000b" } }, ""],
    [{ ...sound, customer: { externalId: "\ud83d" } }, ""],
    [{ ...sound, properties: { total: 1, note: "x".repeat(100_001) } }, ""],
  ])("%# is refused, naming what is wrong", (raw, path) => {
    expect(judge(raw).kind).toBe("reject");
    expect(errors(raw)[0]?.path).toBe(path);
  });

  it("tells what is missing from what is wrong", () => {
    expect(errors({ name: "itemAddedToCart" })).toEqual([
      { path: "customer", message: '"customer" is required.' },
    ]);
    expect(errors({ ...sound, customer: { email: 7 } })[0]?.message).not.toContain("required");
  });

  it("keeps the sender's id on a refusal, so that the sender finds it again", () => {
    expect(judge({ messageId: "theirs" }).messageId).toBe("theirs");
    expect(judge({ messageId: 7 }).messageId).toBe("made");
  });

  it("never makes the judge throw", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.jsonValue(),
          fc.record({ name: fc.jsonValue(), customer: fc.jsonValue(), properties: fc.jsonValue() }),
        ),
        (raw) => {
          expect(["accept", "set-aside", "reject"]).toContain(judge(raw).kind);
        },
      ),
    );
  });
});

describe("consent to topics", () => {
  const saying = (consent: Record<string, string>) => ({ ...sound, customer: { externalId: "c1", consent } });

  it("is taken for topics that the workspace has", () => {
    expect(judge(saying({ email: "granted", "email:news": "denied" })).kind).toBe("accept");
  });

  it("names the topic that is not there, and the one that was perhaps meant", () => {
    expect(errors(saying({ "sms:newz": "denied" }))).toEqual([
      {
        path: "customer.consent.sms:newz",
        message: 'There is no topic "newz".',
        fix: 'Did you mean "news"?',
      },
    ]);
    expect(errors(saying({ "email:constructor": "denied" }))).toMatchObject([
      { message: 'There is no topic "constructor".' },
    ]);
    expect(errors(saying({ letters: "denied" }))).toMatchObject([{ path: "customer.consent.letters" }]);
  });
});
