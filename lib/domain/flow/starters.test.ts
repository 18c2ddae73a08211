import { describe, expect, it } from "vitest";
import { STARTERS } from "./starters";

describe("flows to start from", () => {
  it.each(["itemAddedToCart", "cart_abandoned", "abandoned_cart"])(
    "X-1: each begins with the shop's own name of its cart event, such as %s",
    (cartEvent) => {
      for (const starter of STARTERS) {
        const { steps } = starter.document({ cartEvent });
        const begins = steps.filter(({ type }) => type === "event-trigger");
        expect(
          begins.map(({ config }) => config.eventName),
          starter.name,
        ).toEqual([cartEvent]);
      }
    },
  );

  it("X-1, S4-6: each knows the purchase by the shop's own name, PurchaseFinished unless said otherwise", () => {
    for (const starter of STARTERS) {
      expect(JSON.stringify(starter.document({})), starter.name).toContain("PurchaseFinished");
      const own = JSON.stringify(starter.document({ purchaseEvent: "order_placed" }));
      expect(own, starter.name).toContain("order_placed");
      expect(own, starter.name).not.toContain("PurchaseFinished");
    }
  });
});
