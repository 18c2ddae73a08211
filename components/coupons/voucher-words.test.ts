import { describe, expect, test } from "vitest";
import { voucherState, voucherUses } from "./voucher-words";

const customer = { id: "018f0000-0000-7000-8000-000000000001", name: "Ada" };
const word = (...[voucher]: Parameters<typeof voucherState>) => voucherState(voucher).word;

describe("a code in words", () => {
  test("a code that a customer has is given, as the filter calls it", () => {
    expect(word({ state: "given", customer, redeemedQuantity: 0 })).toBe("Given");
    expect(word({ state: "free", customer: null, redeemedQuantity: 0 })).toBe("Free");
    expect(word({ state: "used", customer, redeemedQuantity: 1 })).toBe("Used");
    expect(word({ state: "expired", customer, redeemedQuantity: 0 })).toBe("Expired");
  });

  test("one that was used and may be used again says both", () => {
    expect(word({ state: "given", customer, redeemedQuantity: 1 })).toBe("Used, still valid");
  });

  test("the one code for everybody is given to nobody", () => {
    expect(word({ state: "given", customer: null, redeemedQuantity: 7 })).toBe("Valid");
  });

  test("how often it was used, of how often it may be", () => {
    expect(voucherUses({ redeemedQuantity: 0, quantity: 1 })).toBe("0 of 1");
    expect(voucherUses({ redeemedQuantity: 1234, quantity: 5000 })).toBe("1,234 of 5,000");
    expect(voucherUses({ redeemedQuantity: 0, quantity: null })).toBe("0, no limit");
  });
});
