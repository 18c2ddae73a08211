import { describe, expect, it } from "vitest";
import { readableLiquid } from "./readable-liquid";

describe("Liquid as people read it", () => {
  it("names variables and leaves tags out", () => {
    expect(
      readableLiquid(
        "{{ shop.name }}: {{ customer.firstName | default: 'Hello' }}, your cart{% if voucher %} and {{ voucher.code }}{% endif %}\n{{ event.properties.size }}",
      ),
    ).toBe("[Shop name]: [First name], your cart and [Coupon code] [size]");
  });

  it("leaves plain text and half-written Liquid as they are", () => {
    expect(readableLiquid("Free shipping, 5% off")).toBe("Free shipping, 5% off");
    expect(readableLiquid("{{ unfinished")).toBe("{{ unfinished");
    expect(readableLiquid("")).toBe("");
  });
});
