import { describe, expect, test } from "vitest";
import { campaignLimits } from "@/lib/domain/coupon/limits";
import { recurrence } from "@/lib/domain/coupon/recurrence";
import { type Terms, termsOf } from "./campaign-terms";
import { lengthWords } from "./length-words";
import { fromLocalInput, toLocalInput } from "./local-moment";

const HOUR = 3_600_000;
const usual: Terms = {
  type: "auto_update",
  startsAt: null,
  endsAt: null,
  validForMs: 12 * HOUR,
  quantityPerCode: 1,
  perCustomer: null,
  limits: campaignLimits.parse({}),
  recurrence: recurrence.parse({}),
  recovery: false,
};

describe("a campaign's terms in words", () => {
  test("S4-14: 12 hours from the gift", () => {
    expect(termsOf(usual, { timeZone: "Europe/Berlin", currency: "EUR" })).toEqual([
      "Each customer gets their own code, made when it is needed: there is always one.",
      "A code can be used once.",
      "A code expires 12 hours after it was given.",
    ]);
  });

  test("S3-44: the products a discount comes off, the first few by name", () => {
    const said = (included: string[], excluded: string[]) =>
      termsOf({ ...usual, items: { included, excluded } }, { timeZone: "Europe/Berlin", currency: "EUR" })[1];
    expect(said(["Mug"], [])).toBe("The discount comes off 1 product only: Mug.");
    expect(said(["Mug", "Cup", "Pot"], ["Lid"])).toBe(
      "The discount comes off 3 products only: Mug, Cup and Pot; never off Lid.",
    );
    expect(said(["A", "B", "C", "D", "E", "F"], [])).toBe(
      "The discount comes off 6 products only: A, B, C, D and 2 more.",
    );
    expect(said([], ["Lid", "Pot"])).toBe("The discount comes off every product, but never off Lid and Pot.");
    expect(said([], [])).toBe("A code can be used once.");
  });

  test("S0-23: days, hours, repeating times and limits", () => {
    const limited = {
      ...usual,
      recurrence: recurrence.parse({
        daysOfWeek: [1, 5],
        hours: [{ from: "09:00", until: "18:00" }],
        timeframe: { interval: "P1W", duration: "PT12H" },
      }),
      limits: campaignLimits.parse({ perDay: 5, discountBudget: 1_000, orderBudget: 250_000 }),
    };
    expect(termsOf(limited, { timeZone: "Europe/Berlin", currency: "EUR" }).slice(3)).toEqual([
      "Codes count only on Monday, Friday, from 09:00 to 18:00, for 12 hours in every week.",
      "Codes may be redeemed at most 5 times a day.",
      "Its codes take off at most €10.00 over all time. A use that would go beyond is refused.",
      "Orders with its codes are worth at most €2,500.00 over all time. A use that would go beyond is refused.",
    ]);
  });

  test("S0-22, S0-24: dates are said in the workspace's zone, and which of them wins", () => {
    const dated = {
      ...usual,
      startsAt: "2026-05-01T22:30:00Z",
      endsAt: "2026-05-31T22:00:00Z",
      perCustomer: 2,
      recovery: true,
    };
    expect(termsOf(dated, { timeZone: "Europe/Berlin", currency: "EUR" }).slice(1)).toEqual([
      "A code can be used once, and one customer can redeem 2 times in this campaign.",
      "A code expires 12 hours after it was given, also past the end of the campaign; none is given after 1 Jun 2026, 00:00.",
      "Codes are given and count from 2 May 2026, 00:30.",
      "It counts as a recovery discount: flows give one customer only one in the workspace’s period.",
    ]);
  });

  test("one code for everybody, without end or limit", () => {
    const shared: Terms = { ...usual, type: "standalone", validForMs: null, quantityPerCode: null };
    expect(termsOf(shared, { timeZone: "UTC", currency: "EUR" })).toEqual([
      "Everybody uses the same code. It can be passed on.",
      "A code can be used without limit.",
      "Codes never expire.",
    ]);
  });

  test("offers are counted in hours until the third day", () => {
    expect([90 * 60_000, HOUR, 48 * HOUR, 72 * HOUR].map(lengthWords)).toEqual([
      "90 minutes",
      "1 hour",
      "48 hours",
      "3 days",
    ]);
  });
});

describe("a moment in a date and time field", () => {
  test("reads and writes in the workspace's zone, over clock changes", () => {
    expect(toLocalInput("2026-07-01T22:30:00.000Z", "Europe/Berlin")).toBe("2026-07-02T00:30");
    expect(fromLocalInput("2026-07-02T00:30", "Europe/Berlin")).toBe("2026-07-01T22:30:00.000Z");
    // The hour from 02:00 to 03:00 does not exist on this day: it moves forward.
    expect(fromLocalInput("2026-03-29T02:30", "Europe/Berlin")).toBe("2026-03-29T01:30:00.000Z");
    expect(fromLocalInput("", "Europe/Berlin")).toBeNull();
    expect(fromLocalInput("2026-02", "Europe/Berlin")).toBeNull();
  });
});
