import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { happened, stepContext } from "@/lib/testing/step-context";
import { wait } from "./step";

const config = (value: unknown) => wait.config.parse(value);
const until = (settings: unknown, given: Parameters<typeof stepContext>[0]) => {
  const decision = wait.decide(config(settings), stepContext(given));
  return decision.kind === "stay" && decision.until !== null
    ? new Date(decision.until).toISOString()
    : decision;
};
const day = { mode: "duration", duration: { value: 1, unit: "days" } };

describe("S4-16: wait for a duration", () => {
  it("holds from the arrival for exactly so long, then goes on", () => {
    expect(until(day, {})).toBe("2026-01-06T10:00:00.000Z");
    expect(wait.decide(config(day), stepContext({ now: "2026-01-06T09:59:59.999Z" })).kind).toBe("stay");
    expect(wait.decide(config(day), stepContext({ now: "2026-01-06T10:00:00Z" }))).toMatchObject({
      kind: "go",
      port: "next",
    });
  });

  it("a day is 24 hours also over a change of the clocks", () => {
    const given = { arrived: "2026-03-28T12:00:00Z", now: "2026-03-28T12:00:00Z" };
    expect(until(day, given)).toBe("2026-03-29T12:00:00.000Z");
  });

  it("an admin who skips it lets the customer go on now", () => {
    expect(wait.decide(config(day), stepContext({ input: { kind: "skip" } }))).toMatchObject({
      kind: "go",
      port: "next",
    });
  });

  it("never holds somebody whose time has come, whatever the time", () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.integer({ min: 0, max: 100_000 }), (late, minutes) => {
        const settings = config({ mode: "duration", duration: { value: minutes, unit: "minutes" } });
        const due = Date.parse("2026-01-05T10:00:00Z") + minutes * 60_000;
        expect(wait.decide(settings, stepContext({ now: due + late })).kind).toBe("go");
        expect(wait.decide(settings, stepContext({ now: due - 1 - late })).kind).toBe("stay");
      }),
    );
  });
});

describe("X-2, S3-55: wait until so long after the trigger", () => {
  it("counts from the trigger event, however long the steps before it took", () => {
    const settings = { mode: "since-trigger", duration: { value: 24, unit: "hours" } };
    expect(until(settings, { triggered: "2026-01-05T09:30:00Z", arrived: "2026-01-05T21:00:00Z" })).toBe(
      "2026-01-06T09:30:00.000Z",
    );
  });

  it("lets a customer on at once who comes when that time is over", () => {
    const settings = config({ mode: "since-trigger", duration: { value: 1, unit: "hours" } });
    const context = stepContext({ triggered: "2026-01-05T06:00:00Z" });
    expect(wait.decide(settings, context).kind).toBe("go");
  });
});

describe("wait until a local time", () => {
  const at = (time: string, weekdays: number[] = []) => ({ mode: "local-time", time, weekdays });

  it("is today when it is still to come in the customer's zone, else tomorrow", () => {
    expect(until(at("18:00"), {})).toBe("2026-01-05T17:00:00.000Z");
    expect(until(at("09:00"), {})).toBe("2026-01-06T08:00:00.000Z");
    expect(until(at("18:00"), { zone: "America/New_York" })).toBe("2026-01-05T23:00:00.000Z");
  });

  it("keeps to the chosen weekdays", () => {
    // 2026-01-05 is a Monday.
    expect(until(at("09:00", [6, 7]), {})).toBe("2026-01-10T08:00:00.000Z");
  });

  it("a time that the clocks leave out moves forward by the gap", () => {
    const given = { arrived: "2026-03-28T20:00:00Z", now: "2026-03-28T20:00:00Z" };
    expect(until(at("02:30"), given)).toBe("2026-03-29T01:30:00.000Z");
  });

  it("a time that comes twice counts once, the first time", () => {
    const night = { arrived: "2026-10-24T20:00:00Z", now: "2026-10-24T20:00:00Z" };
    expect(until(at("02:30"), night)).toBe("2026-10-25T00:30:00.000Z");
    const second = stepContext({ arrived: "2026-10-24T20:00:00Z", now: "2026-10-25T01:30:00Z" });
    expect(wait.decide(config(at("02:30")), second).kind).toBe("go");
  });
});

describe("in words", () => {
  const names = { template: () => null, campaign: () => null };
  it("says how long, and asks when it is not said", () => {
    expect(wait.describe(day, names).title).toBe("Wait 1 day");
    expect(wait.describe({ mode: "local-time", time: "09:30", weekdays: [1, 2, 3, 4, 5] }, names)).toEqual({
      title: "Wait until 09:30",
      detail: "Monday to Friday, customer's time",
    });
    expect(wait.describe({ mode: "duration", duration: { value: null, unit: "days" } }, names)).toEqual({
      title: "Wait",
      detail: "Choose how long",
    });
  });
});

describe("wait until a date", () => {
  const christmas = { mode: "date", date: "2026-12-24", time: "09:00" };

  it("is the day's time on each customer's own clocks", () => {
    expect(until(christmas, {})).toBe("2026-12-24T08:00:00.000Z");
    expect(until(christmas, { zone: "Asia/Dubai" })).toBe("2026-12-24T05:00:00.000Z");
  });

  it("a time that the clocks leave out moves forward, one that they show twice is the first", () => {
    const given = { arrived: "2026-01-01T00:00:00Z" };
    expect(until({ ...christmas, date: "2026-03-29", time: "02:30" }, given)).toBe(
      "2026-03-29T01:30:00.000Z",
    );
    expect(until({ ...christmas, date: "2026-10-25", time: "02:30" }, given)).toBe(
      "2026-10-25T00:30:00.000Z",
    );
  });

  it("a date that is over lets them on at once; one that is none is refused", () => {
    expect(wait.decide(config({ ...christmas, date: "2025-12-24" }), stepContext()).kind).toBe("go");
    expect(wait.config.safeParse({ ...christmas, date: "2026-02-30" }).success).toBe(false);
  });
});

describe("wait until a date of the customer's", () => {
  const renewal = (more: object = {}) => ({
    mode: "customer-date",
    attribute: "renewsOn",
    offset: { value: 3, unit: "days" },
    direction: "before",
    time: "09:00",
    ...more,
  });
  const having = (renewsOn: unknown) => ({ customer: { attributes: { renewsOn } } });

  it("counts back or forward from a day at its time, or from a moment as it is", () => {
    expect(until(renewal(), having("2026-02-10"))).toBe("2026-02-07T08:00:00.000Z");
    expect(until(renewal({ direction: "after" }), having("2026-02-10"))).toBe("2026-02-13T08:00:00.000Z");
    expect(until(renewal(), having("2026-02-10T20:15:00+04:00"))).toBe("2026-02-07T16:15:00.000Z");
  });

  it("who has no such date, or something that is none, leaves by a port of its own, which is counted", () => {
    expect(wait.ports(renewal()).map(({ id }) => id)).toEqual(["next", "no_date"]);
    for (const value of [undefined, null, "", "soon", "2026-02-30", "2026-13-01T00:00:00Z", 20260210])
      expect(wait.decide(config(renewal()), stepContext(having(value))), String(value)).toMatchObject({
        kind: "go",
        port: "no_date",
      });
  });

  it("a date that is moved while they wait moves the end of the wait", () => {
    expect(wait.listens?.(config(renewal()))).toEqual(["customer.updated"]);
    expect(wait.listens?.(config(day))).toEqual([]);
    const input = happened("customer.updated", { changed: ["attributes.renewsOn"] });
    expect(until(renewal(), { ...having("2026-05-10"), input })).toBe("2026-05-07T07:00:00.000Z");
  });
});
