import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createClient, type Surroundings } from "./client";

type Posted = {
  path: string;
  body: { events?: { messageId: string; name: string; customer: object; occurredAt?: string }[] } & Record<
    string,
    unknown
  >;
};
type Answer = Awaited<ReturnType<Surroundings["post"]>>;

/** A browser of which the test is the clock, the network and the disk. */
class Browser {
  stored: string | null = null;
  now = Date.parse("2026-03-01T12:00:00Z");
  readonly posted: Posted[] = [];
  readonly beacons: Posted[] = [];
  readonly warnings: string[] = [];
  readonly timers: { at: number; work: () => void }[] = [];
  answer: (posted: Posted) => Answer = (posted) => accept(posted);
  #ids = 0;

  /** A page that loads the SDK; what is stored was left by the pages before. */
  open() {
    return createClient({
      load: () => this.stored,
      save: (text) => {
        this.stored = text;
      },
      post: async (path, body) => {
        const posted = { path, body: JSON.parse(body) };
        this.posted.push(posted);
        return this.answer(posted);
      },
      beacon: (path, body) => this.beacons.push({ path, body: JSON.parse(body) }),
      later: (ms, work) => this.timers.push({ at: this.now + ms, work }),
      now: () => this.now,
      random: () => 0.5,
      newId: () => `id${++this.#ids}`,
      warn: (message) => this.warnings.push(message),
    });
  }

  /** Lets time pass: timers fire when they are due, and what they begin comes to an end. */
  async pass(ms: number): Promise<void> {
    const until = this.now + ms;
    for (;;) {
      await new Promise((resolve) => setImmediate(resolve));
      const next = this.timers.toSorted((a, b) => a.at - b.at)[0];
      if (!next || next.at > until) break;
      this.timers.splice(this.timers.indexOf(next), 1);
      this.now = Math.max(this.now, next.at);
      next.work();
    }
    this.now = until;
  }

  get events() {
    return this.posted.flatMap(({ body }) => body.events ?? []);
  }
}

const accept = (posted: Posted): Answer => ({
  status: 202,
  retryAfter: 0,
  text: JSON.stringify({
    results: (posted.body.events ?? []).map(({ messageId }) => ({ messageId, status: "accepted" })),
  }),
});
const failing =
  (status: number, retryAfter = 0) =>
  (): Answer => ({ status, retryAfter, text: "{}" });

describe("S4-3: tracking needs somebody who is signed in", () => {
  it("keeps what was tracked before, sends it as theirs once they are identified, in order", async () => {
    const browser = new Browser();
    const client = browser.open();
    const first = client.track("itemAddedToCart", { total: 1 });
    client.track("itemAddedToCart", { total: 2 });
    await browser.pass(60_000);
    expect(browser.posted).toEqual([]);

    client.identify("c1", { email: "ada@example.com" });
    await browser.pass(1_000);
    expect(browser.posted[0]).toEqual({
      path: "customers",
      body: { externalId: "c1", email: "ada@example.com" },
    });
    expect(browser.events).toMatchObject([
      { messageId: "id1", customer: { externalId: "c1" }, occurredAt: "2026-03-01T12:00:00.000Z" },
      { messageId: "id2", customer: { externalId: "c1" } },
    ]);
    expect(await first).toEqual({ status: "accepted" });
  });

  it("keeps it over a page load, and for 30 days", async () => {
    const browser = new Browser();
    browser.open().track("old");
    await browser.pass(31 * 86_400_000);
    browser.open().track("seen");
    const next = browser.open();
    next.identify({ email: "ada@example.com" });
    await browser.pass(1_000);
    expect(browser.events).toMatchObject([{ name: "seen", customer: { email: "ada@example.com" } }]);
  });

  it("knows who it is on the next page", async () => {
    const browser = new Browser();
    browser.open().identify("c1");
    await browser.pass(1_000);
    browser.open().track("seen");
    await browser.pass(1_000);
    expect(browser.events).toMatchObject([{ name: "seen", customer: { externalId: "c1" } }]);
    expect(browser.posted.filter(({ path }) => path === "customers")).toHaveLength(1);
  });
});

describe("forget", () => {
  it("drops what nobody owned and attributes nothing more", async () => {
    const browser = new Browser();
    const client = browser.open();
    const dropped = client.track("before");
    client.forget();
    expect(await dropped).toEqual({ status: "forgotten" });
    expect(browser.stored).toBeNull();
    client.identify("c1");
    client.track("theirs");
    client.forget();
    client.track("nobody's");
    await browser.pass(1_000);
    expect(browser.events.map(({ name }) => name)).toEqual(["theirs"]);
    expect(browser.posted.filter(({ path }) => path === "customers")).toEqual([]);
    client.identify("c2");
    await browser.pass(1_000);
    expect(browser.events.at(-1)).toMatchObject({ name: "nobody's", customer: { externalId: "c2" } });
  });
});

describe("sending", () => {
  it("puts many calls into few requests, each of at most 50 events", async () => {
    const browser = new Browser();
    const client = browser.open();
    client.identify("c1");
    for (let index = 0; index < 120; index++) client.track("seen");
    await browser.pass(1_000);
    expect(browser.posted.map(({ body }) => body.events?.length)).toEqual([undefined, 50, 50, 20]);
    expect(browser.stored).toBe(JSON.stringify({ queue: [], customer: { externalId: "c1" } }));
  });

  it("gives fresh events the server's time", async () => {
    const browser = new Browser();
    const client = browser.open();
    client.identify("c1");
    client.track("seen");
    await browser.pass(1_000);
    expect(browser.events[0]?.occurredAt).toBeUndefined();
  });

  it("tries again with the same messageId, more and more slowly", async () => {
    const browser = new Browser();
    const client = browser.open();
    client.identify("c1");
    await browser.pass(1_000);
    const times: number[] = [];
    browser.answer = (posted) => {
      times.push(browser.now);
      return times.length < 9 ? null : accept(posted);
    };
    client.track("seen", {}, { messageId: "mine" });
    await browser.pass(600_000);
    expect(times.slice(1).map((time, index) => time - (times[index] ?? 0))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000,
    ]);
    expect(new Set(browser.events.map(({ messageId }) => messageId))).toEqual(new Set(["mine"]));
  });

  it("waits as long as the server asks", async () => {
    const browser = new Browser();
    const client = browser.open();
    client.identify("c1");
    await browser.pass(1_000);
    browser.answer = failing(429, 30);
    client.track("seen");
    await browser.pass(29_000);
    expect(browser.events).toHaveLength(1);
    browser.answer = accept;
    await browser.pass(2_000);
    expect(browser.events).toHaveLength(2);
  });

  it("tells the caller, and the console, why an event was refused, and does not send it again", async () => {
    const browser = new Browser();
    const errors = [{ path: "properties.total", message: "is required.", fix: "Send it." }];
    browser.answer = (posted) =>
      posted.path === "events"
        ? {
            status: 400,
            retryAfter: 0,
            text: JSON.stringify({ results: [{ messageId: "id1", status: "rejected", errors }] }),
          }
        : accept(posted);
    const client = browser.open();
    client.identify("c1");
    const outcome = client.track("itemAddedToCart");
    await browser.pass(60_000);
    expect(await outcome).toEqual({ status: "rejected", errors });
    expect(browser.warnings[0]).toContain("properties.total is required. Send it.");
    expect(browser.events).toHaveLength(1);
  });

  it("stops asking when the key is refused, and keeps the events for the next page", async () => {
    const browser = new Browser();
    browser.answer = failing(401);
    const client = browser.open();
    client.identify("c1");
    const outcome = client.track("seen");
    await browser.pass(600_000);
    expect(browser.posted).toHaveLength(1);
    expect(await outcome).toEqual({ status: "kept" });
    browser.answer = accept;
    browser.open().resume();
    await browser.pass(1_000);
    expect(browser.events.map(({ name }) => name)).toEqual(["seen"]);
  });

  it("survives properties that are not JSON, and strange things in its storage", async () => {
    const browser = new Browser();
    browser.stored = '{"queue":7}';
    const client = browser.open();
    const circular: Record<string, unknown> = {};
    circular.self = circular;
    expect(await client.track("x", circular)).toMatchObject({ status: "rejected" });
    expect(await client.identify({})).toMatchObject({ status: "rejected" });
    client.identify("c1");
    client.track("fine");
    await browser.pass(1_000);
    expect(browser.events.map(({ name }) => name)).toEqual(["fine"]);
  });
});

describe("leaving the page", () => {
  it("hands over what was not confirmed, and keeps it until the next page has", async () => {
    const browser = new Browser();
    const client = browser.open();
    client.track("nobody's");
    client.leave();
    expect(browser.beacons).toEqual([]);
    client.identify("c1", { email: "ada@example.com" });
    client.leave();
    expect(browser.beacons.map(({ path }) => path)).toEqual(["customers", "events"]);
    const handedOver = browser.beacons[1]?.body.events?.[0]?.messageId;
    browser.timers.length = 0;
    browser.open().resume();
    await browser.pass(1_000);
    expect(browser.events.map(({ messageId }) => messageId)).toEqual([handedOver]);
    expect(browser.stored).toBe(JSON.stringify({ queue: [], customer: { externalId: "c1" } }));
  });
});

it("whatever fails in between, every event of a signed-in shopper arrives, in order", async () => {
  const step = fc.oneof(
    { weight: 4, arbitrary: fc.constant("track" as const) },
    fc.constant("reload" as const),
    fc.constant("identify" as const),
    fc.record({ fail: fc.constantFrom(null, 429, 500, 503), times: fc.integer({ min: 1, max: 3 }) }),
    fc.record({ wait: fc.integer({ min: 0, max: 5_000 }) }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const browser = new Browser();
      let failures: (number | null)[] = [];
      browser.answer = (posted) => {
        const status = failures.shift();
        if (status === undefined) return accept(posted);
        return status === null ? null : { status, retryAfter: 0, text: "" };
      };
      let client = browser.open();
      const tracked: string[] = [];
      for (const next of steps) {
        if (next === "track") {
          tracked.push(`m${tracked.length}`);
          client.track("seen", {}, { messageId: tracked.at(-1) });
        } else if (next === "identify") client.identify("c1");
        else if (next === "reload") {
          client.leave();
          browser.timers.length = 0;
          client = browser.open();
          client.resume();
        } else if ("fail" in next)
          failures = [...failures, ...Array.from({ length: next.times }, () => next.fail)];
        else await browser.pass(next.wait);
      }
      client.identify("c1");
      await browser.pass(3_600_000);
      const arrived = [...new Set(browser.events.map(({ messageId }) => messageId))];
      expect(arrived).toEqual(tracked);
    }),
    { numRuns: 60 },
  );
});
