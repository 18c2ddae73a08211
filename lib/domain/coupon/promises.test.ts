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
  today: "2026-05-14",
  leftMs: null,
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

describe("S4-14: days without a year, and times of a campaign that ends on a day", () => {
  const now = Date.parse("2026-12-20T09:00:00Z");
  const until = (day: string, hour = "12:00") => ({
    discount: "5% off",
    expiresAt: `${day}T${hour}:00.000Z`,
    fixedEnd: true,
  });

  it.each([
    ["Only until 24 December", "12-24"],
    ["valid till December 24th", "12-24"],
    ["It ends on the 24th of December!", "12-24"],
    ["Until midnight on Dec 24.", "12-24"],
    ["gültig bis zum 24. Dezember", "12-24"],
    ["Nur bis 24.12.", "12-24"],
    ["by 1 may", "05-01"],
    ["bis 3. März", "03-03"],
  ])("reads the day of: %s", (text, monthDay) => {
    expect(promisesIn(text)).toMatchObject([{ kind: "yearly", monthDay }]);
  });

  it.each([
    "Our party on 24 December",
    "since 2 May",
    "until 31 June",
    "until 24 December 2026",
    "until December 24, 2026",
    "bis 24.12.2026",
    "until 24 decembers",
  ])("reads no day without a year in: %s", (text) => {
    expect(promisesIn(text).filter(({ kind }) => kind === "yearly")).toEqual([]);
  });

  it("reads German units and days", () => {
    expect(promisesIn("Nur 12 Stunden, bis 24. Dezember 2026: 5 % innerhalb von 2 Tagen")).toMatchObject([
      { kind: "percent", value: 5 },
      { kind: "validity", ms: 12 * HOUR },
      { kind: "validity", ms: 48 * HOUR },
      { kind: "date", day: "2026-12-24" },
    ]);
  });

  it("means the next time that the day comes after the message is sent", () => {
    expect(brokenWhenSent("until 24 December", [until("2026-12-24")], now, "UTC")).toEqual([]);
    expect(brokenWhenSent("until 24 December", [until("2026-12-23")], now, "UTC")).toHaveLength(1);
    const later = Date.parse("2026-12-25T09:00:00Z");
    expect(brokenWhenSent("until 24 December", [until("2026-12-31")], later, "UTC")).toEqual([
      "The text says “until 24 December”, the code ends on 2026-12-31.",
    ]);
    expect(brokenWhenSent("until 6 January", [until("2027-01-06")], now, "UTC")).toEqual([]);
    // It is Christmas in Tokyo by then.
    const evening = Date.parse("2026-12-24T16:00:00Z");
    const end = until("2026-12-26");
    expect(brokenWhenSent("until 24 December", [end], evening, "Europe/Berlin")).toEqual([]);
    expect(brokenWhenSent("until 24 December", [end], evening, "Asia/Tokyo")).toHaveLength(1);
  });

  const DAY = 24 * HOUR;
  const isoDay = (epochMs: number) => new Date(epochMs).toISOString().slice(0, 10);
  const someDay = fc.integer({ min: Date.parse("2026-01-01") / DAY, max: Date.parse("2033-12-31") / DAY });
  const MONTH_NAMES =
    "January February March April May June July August September October November December".split(" ");

  it("finds the day by going on day by day, over leap years too", () => {
    fc.assert(
      fc.property(someDay, someDay, fc.integer({ min: 0, max: 900 }), (sent, named, lasts) => {
        const [, month, date] = isoDay(named * DAY).split("-");
        const text = `until ${Number(date)} ${MONTH_NAMES[Number(month) - 1]}`;
        let meant = sent;
        while (!isoDay(meant * DAY).endsWith(`-${month}-${date}`)) meant += 1;
        const code = until(isoDay((sent + lasts) * DAY));
        expect(brokenWhenSent(text, [code], sent * DAY, "UTC").length).toBe(meant > sent + lasts ? 1 : 0);
      }),
    );
  });

  it("a time is right of a fixed end while as much is left, a tenth more or less", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 400 }), (said, left) => {
        const code = { ...until("2026-12-24"), expiresAt: new Date(now + left * HOUR).toISOString() };
        const broken = (voucher: typeof code | Omit<typeof code, "fixedEnd">) =>
          brokenWhenSent(`Valid for ${said} hours`, [voucher], now, "UTC").length;
        const close = said * 0.9 <= left && left * 0.9 <= said;
        expect(broken(code)).toBe(close ? 0 : 1);
        const { fixedEnd, ...counted } = code;
        expect(broken(counted)).toBe(said * 0.9 <= left ? 0 : 1);
      }),
    );
  });

  it("what is said to break before is broken whenever it is sent", () => {
    const text = fc.oneof(
      fc.integer({ min: 1, max: 300 }).map((hours) => `only ${hours} hours`),
      fc
        .tuple(fc.integer({ min: 1, max: 28 }), fc.constantFrom(...MONTH_NAMES))
        .map((day) => `until ${day.join(" ")}`),
    );
    fc.assert(
      fc.property(
        text,
        someDay,
        fc.integer({ min: -100, max: 9_000 }),
        fc.integer({ min: 0, max: 500 }),
        (text, today, left, later) => {
          const at = today * DAY;
          const end = at + left * HOUR;
          const terms: Terms = {
            discount: { type: "free_shipping" },
            validForMs: null,
            endsOn: isoDay(end),
            today: isoDay(at),
            leftMs: end - at,
          };
          if (brokenPromises(text, terms).length === 0) return;
          const code = { discount: "", expiresAt: new Date(end).toISOString(), fixedEnd: true };
          expect(brokenWhenSent(text, [code], at + later * HOUR, "UTC")).toHaveLength(1);
        },
      ),
      { numRuns: 500 },
    );
  });

  it.each([
    [24 * HOUR, []],
    [11 * HOUR, []],
    [2.5 * HOUR, ["The text says “within 12 hours”, the campaign ends in 2 hours."]],
    [30_000, ["The text says “within 12 hours”, the campaign ends in less than a minute."]],
    [-1, ["The text says “within 12 hours”, the campaign has ended."]],
  ])("with %i ms left of the campaign", (leftMs, sentences) => {
    expect(brokenPromises("5% within 12 hours", { ...terms, validForMs: null, leftMs })).toEqual(sentences);
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
