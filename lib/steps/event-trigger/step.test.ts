import { describe, expect, it } from "vitest";
import { stepContext } from "@/lib/testing/step-context";
import { eventTrigger } from "./step";

const names = { template: () => null, campaign: () => null };

describe("S4-8, S4-9: the trigger", () => {
  it("lets everybody on who entered", () => {
    const config = eventTrigger.config.parse({ eventName: "itemAddedToCart" });
    expect(eventTrigger.decide(config, stepContext())).toMatchObject({ kind: "go", port: "next" });
  });

  it("asks for its event until one is chosen", () => {
    expect(eventTrigger.config.safeParse(eventTrigger.defaults()).error?.issues[0]).toMatchObject({
      path: ["eventName"],
      message: "Choose the event that lets customers enter.",
    });
    expect(eventTrigger.describe(eventTrigger.defaults(), names).title).toBe("Choose an event");
  });

  it("says its conditions, in the words of the workspace when they are known", () => {
    const draft = {
      eventName: "itemAddedToCart",
      filter: { match: "all", conditions: [{ field: "event.total", operator: "greater", value: 5000 }] },
    };
    expect(eventTrigger.describe(draft, names)).toEqual({
      title: "When itemAddedToCart happens",
      detail: "event.total is more than 5000",
    });
    const known = { ...names, conditions: () => "Cart total is more than €50.00" };
    expect(eventTrigger.describe(draft, known).detail).toBe("Cart total is more than €50.00");
  });
});
