import { drawFlow } from "./draw-flow";
import type { EngineFixture } from "./engine-fixture";

/** A wait until 09:00 in the customer's zone, which nobody with a broken zone gets past; then a wait for an order. */
export async function localFlow(shop: EngineFixture) {
  return await shop.live(
    drawFlow(
      {
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "nine" } },
        nine: {
          type: "wait",
          config: { mode: "local-time", time: "09:00", weekdays: [] },
          to: { next: "end" },
        },
        end: { type: "exit" },
      },
      {
        goal: { eventName: "PurchaseFinished" },
        frequency: { reentry: "again" },
      },
    ),
  );
}
