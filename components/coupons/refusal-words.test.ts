import { describe, expect, test } from "vitest";
import type { RefusalKey } from "@/lib/domain/coupon/judge-redemption";
import { refusalWords } from "./refusal-words";

// Typed so that a new reason cannot be left out.
const KEYS: Record<RefusalKey, true> = {
  quantity_exceeded: true,
  voucher_expired: true,
  voucher_not_active: true,
  voucher_not_active_now: true,
  voucher_disabled: true,
  redemption_rules_violated: true,
  customer_rules_violated: true,
  order_rules_violated: true,
  missing_customer: true,
  missing_order: true,
  missing_amount: true,
  gift_amount_exceeded: true,
};

describe("why a code was refused, in words", () => {
  test.each(Object.keys(KEYS))("%s is said in words of its own", (key) => {
    expect(refusalWords(key)).not.toBe(key.replaceAll("_", " "));
    expect(refusalWords(key)).not.toBe("");
  });

  test("no two reasons read the same", () => {
    const words = Object.keys(KEYS).map(refusalWords);
    expect(new Set(words).size).toBe(words.length);
  });

  test("a reached limit may be the campaign's as well as the customer's", () => {
    expect(refusalWords("redemption_rules_violated")).toMatch(/campaign.*customer/);
  });

  test("a reason of another time is shown as it is written", () => {
    expect(refusalWords("some_other_reason")).toBe("some other reason");
  });
});
