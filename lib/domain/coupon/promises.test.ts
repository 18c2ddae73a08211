import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { brokenPromises, brokenWhenSent, fixedWords, promisesIn, promiseWords, type Terms } from "./promises";

const HOUR = 3_600_000;
const terms: Terms = {
  discount: {
    type: "combination",
    effects: [{ type: "percent", percentOff: 5, amountLimit: null }, { type: "free_shipping" }],
  },
  validForMs: 12 * HOUR,
  endsOn: null,
};

describe("S4-14: what a text promises is what the code gives", () => {
  it.each([
    "Buy within the next 12 hours and get free shipping and an additional 5% off.",
    "Only 6 hours: 5 percent for you",
    "We have 3 shops and 400 teapots.",
    "Free delivery, valid for 12 hours",
    "",
  ])("keeps: %s", (text) => {
    expect(brokenPromises(text, terms)).toEqual([]);
  });

  it.each<[string, Partial<Terms>, string]>([
    ["Take 10% off", {}, "The text says “10%”, the code gives 5%."],
    ["Yours within 24 hours", {}, "The text says “within 24 hours”, the code is valid 12 hours."],
    ["Valid for 1 day", {}, "The text says “Valid for 1 day”, the code is valid 12 hours."],
    [
      "Use it until 31 May 2026",
      { validForMs: null, endsOn: "2026-05-30" },
      "The text says “31 May 2026”, the code ends on 2026-05-30.",
    ],
    [
      "Ends June 1st, 2026",
      { validForMs: null, endsOn: "2026-05-30" },
      "The text says “June 1st, 2026”, the code ends on 2026-05-30.",
    ],
    [
      "5% and free shipping",
      { discount: { type: "percent", percentOff: 5, amountLimit: null } },
      "The text says “free shipping”, the code does not ship for free.",
    ],
    ["5% off", { discount: { type: "free_shipping" } }, "The text says “5%”, the code gives no percentage."],
  ])("breaks: %s", (text, other, sentence) => {
    expect(brokenPromises(text, { ...terms, ...other })).toEqual([sentence]);
  });

  it("a promise of as much or less than is given is never broken, of more always", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }), (said, given) => {
        const broken = brokenPromises(`It expires in ${said} hours.`, { ...terms, validForMs: given * HOUR });
        expect(broken.length).toBe(said > given ? 1 : 0);
      }),
    );
  });

  it("reads what stands fixed in a template, not what each message fills in", () => {
    const source = `<style>td{width:100%}</style><td width="50%">Save <b>5%</b> {{ 10 | append: "%" }} {% if x %}now{% endif %}</td>`;
    expect(fixedWords(source).trim().replaceAll(/\s+/g, " ")).toBe("Save 5% now");
    expect(promisesIn(fixedWords(source))).toEqual([{ kind: "percent", value: 5, words: "5%" }]);
  });
});

describe("at the moment a message goes out", () => {
  const now = Date.parse("2026-05-14T09:00:00Z");
  const voucher = {
    discount: "5% off and free shipping",
    expiresAt: new Date(now + 12 * HOUR).toISOString(),
  };
  it("a code that keeps all of it may be the one that is meant; else the newest is compared", () => {
    const older = { discount: "10% off", expiresAt: null };
    expect(brokenWhenSent("10% within 24 hours", [voucher, older], now, "UTC")).toEqual([]);
    expect(brokenWhenSent("15%", [voucher, older], now, "UTC")).toEqual([
      "The text says “15%”, the code gives: 5% off and free shipping.",
    ]);
    expect(brokenWhenSent("15% within 24 hours", [], now, "UTC")).toEqual([]);
  });

  it.each([
    ["5% until 14 May 2026", "Europe/Berlin", 0],
    ["5% until 15 May 2026", "Europe/Berlin", 1],
    // Nine in the evening (UTC) is five in the morning of the next day in Singapore.
    ["5% until 15 May 2026", "Asia/Singapore", 0],
    ["5% and free delivery", "UTC", 0],
  ])("%s in %s breaks %i promises", (text, zone, count) => {
    expect(brokenWhenSent(text, [voucher], now, zone)).toHaveLength(count);
  });

  it("a code that ends at midnight is good for the day before, and one that does not ship does not", () => {
    const midnight = { discount: "5% off", expiresAt: "2026-05-14T22:00:00Z" };
    expect(brokenWhenSent("until 14 May 2026", [midnight], now, "Europe/Berlin")).toEqual([]);
    expect(brokenWhenSent("until 15 May 2026", [midnight], now, "Europe/Berlin")).toHaveLength(1);
    expect(brokenWhenSent("Free shipping", [midnight], now, "UTC")).toHaveLength(1);
  });

  it.each([
    ["5% within 12 hours", now + HOUR, 0],
    ["5% within 12 hours", now + 8 * HOUR, 1],
    ["10% within 12 hours", now, 1],
    ["10% within 24 hours", now, 2],
    ["Hello", now + 20 * HOUR, 0],
  ])("%s at %i breaks %i promises", (text, at, count) => {
    expect(brokenWhenSent(text, [voucher], at, "UTC")).toHaveLength(count);
  });

  it("keeps only the words that promise something, each once", () => {
    expect(promiseWords("5% for you! Only 12 hours: 5% and free shipping.")).toBe(
      "5% · Only 12 hours · free shipping",
    );
    expect(promiseWords("Your cart is waiting")).toBe("");
  });
});
