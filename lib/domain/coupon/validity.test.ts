import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { whyNotEligible } from "./eligibility";
import { datesWhenGiven, voucherState } from "./validity";

const HOUR = 3_600_000;
const T = Date.UTC(2026, 4, 1);
const campaign = { active: true, startsAt: null, endsAt: null, validForMs: null };
const voucher = {
  active: true,
  publishedAt: null,
  startsAt: null,
  expiresAt: null,
  quantity: 1,
  redeemedQuantity: 0,
};
const keyOf = (state: ReturnType<typeof voucherState>) =>
  state.kind === "applicable" ? "applicable" : state.key;

describe("voucherState", () => {
  test("S0-22: not before the campaign's start, not from its end on", () => {
    const dated = { ...campaign, startsAt: T, endsAt: T + 24 * HOUR };
    expect(keyOf(voucherState(voucher, dated, T - 1))).toBe("voucher_not_active");
    expect(keyOf(voucherState(voucher, dated, T))).toBe("applicable");
    expect(keyOf(voucherState(voucher, dated, T + 24 * HOUR - 1))).toBe("applicable");
    expect(keyOf(voucherState(voucher, dated, T + 24 * HOUR))).toBe("voucher_expired");
  });

  test("S0-24: a code valid for 48 hours counts 47 hours after it was given and not 49, beyond the campaign's end", () => {
    const terms = { ...campaign, endsAt: T + 10 * HOUR, validForMs: 48 * HOUR };
    const given = { ...voucher, publishedAt: T, ...datesWhenGiven(terms, T) };
    expect(keyOf(voucherState(given, terms, T + 47 * HOUR))).toBe("applicable");
    expect(keyOf(voucherState(given, terms, T + 49 * HOUR))).toBe("voucher_expired");
  });

  test("S4-14: a code given with 12 hours is over after them", () => {
    const terms = { ...campaign, validForMs: 12 * HOUR };
    const given = { ...voucher, publishedAt: T, ...datesWhenGiven(terms, T) };
    expect(keyOf(voucherState(given, terms, T + 12 * HOUR - 1))).toBe("applicable");
    expect(keyOf(voucherState(given, terms, T + 12 * HOUR))).toBe("voucher_expired");
  });

  test("a given code keeps its dates when the campaign's are edited; one nobody has follows them", () => {
    const before = { ...campaign, endsAt: T + 10 * HOUR };
    const after = { ...campaign, endsAt: T + 1 * HOUR };
    const given = { ...voucher, publishedAt: T, ...datesWhenGiven(before, T) };
    expect(keyOf(voucherState(given, after, T + 5 * HOUR))).toBe("applicable");
    expect(keyOf(voucherState(voucher, after, T + 5 * HOUR))).toBe("voucher_expired");
  });

  test("S0-2: a one-time code is used up after one redemption, an unlimited one never", () => {
    expect(keyOf(voucherState({ ...voucher, redeemedQuantity: 1 }, campaign, T))).toBe("quantity_exceeded");
    expect(keyOf(voucherState({ ...voucher, quantity: null, redeemedQuantity: 10_000 }, campaign, T))).toBe(
      "applicable",
    );
  });

  test("a code or campaign that is switched off says so before anything else", () => {
    const used = { ...voucher, redeemedQuantity: 1, publishedAt: T, expiresAt: T };
    expect(voucherState({ ...used, active: false }, campaign, T + 1)).toEqual({
      kind: "inapplicable",
      key: "voucher_disabled",
      reason: "This code is switched off.",
    });
    expect(keyOf(voucherState(used, { ...campaign, active: false }, T + 1))).toBe("voucher_disabled");
  });

  test("S0-22: once expired, always expired; the moments that count are one unbroken span", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000 }),
        fc.integer({ min: 0, max: 1_000 }),
        fc.array(fc.integer({ min: -10, max: 2_100 })),
        (start, length, moments) => {
          const dated = { ...campaign, startsAt: start, endsAt: start + length };
          const order = { voucher_not_active: 0, applicable: 1, voucher_expired: 2 } as const;
          const states = [...moments]
            .sort((a, b) => a - b)
            .map((now) => order[keyOf(voucherState(voucher, dated, now)) as keyof typeof order]);
          expect(states).toEqual([...states].sort());
        },
      ),
    );
  });
});

describe("whyNotEligible", () => {
  const terms = { ...campaign, recovery: true };
  const fresh = { unredeemable: null, recoveredLately: false };

  test("X-5: no code for whoever could not redeem it, or was given a recovery discount lately", () => {
    expect(whyNotEligible(terms, fresh, T)).toBeNull();
    expect(whyNotEligible(terms, { ...fresh, unredeemable: "customer_limit_reached" }, T)).toBe(
      "customer_limit_reached",
    );
    expect(whyNotEligible(terms, { ...fresh, recoveredLately: true }, T)).toBe("recovery_cap");
    expect(whyNotEligible({ ...terms, recovery: false }, { ...fresh, recoveredLately: true }, T)).toBeNull();
  });

  test("S0-22: no code of a campaign that is off, not begun or over", () => {
    expect(whyNotEligible({ ...terms, active: false }, fresh, T)).toBe("campaign_disabled");
    expect(whyNotEligible({ ...terms, startsAt: T + 1 }, fresh, T)).toBe("campaign_not_started");
    expect(whyNotEligible({ ...terms, endsAt: T }, fresh, T)).toBe("campaign_ended");
  });
});
