import { describe, expect, it } from "vitest";
import { happened, stepContext } from "@/lib/testing/step-context";
import { goal } from "./step";

const config = (otherwise: "continue" | "wait") =>
  goal.config.parse({ eventName: "PurchaseFinished", otherwise });

describe("S4-10, S4-11: a goal step", () => {
  it("is reached when its event comes, and that is a conversion", () => {
    const decision = goal.decide(config("wait"), stepContext({ input: happened("PurchaseFinished") }));
    expect(decision).toMatchObject({ kind: "go", port: "reached", converts: { name: "PurchaseFinished" } });
  });

  it("who walks here without it goes on by its own port, or waits as set, and converts nothing", () => {
    const passed = goal.decide(config("continue"), stepContext());
    expect(passed).toMatchObject({ kind: "go", port: "passed" });
    expect(passed).not.toHaveProperty("converts");
    expect(goal.decide(config("wait"), stepContext())).toMatchObject({ kind: "stay", until: null });
  });

  it("has the port for not reached only when customers go on", () => {
    const ports = (otherwise: "continue" | "wait") => goal.ports(config(otherwise)).map(({ id }) => id);
    expect(ports("continue")).toEqual(["reached", "passed"]);
    expect(ports("wait")).toEqual(["reached"]);
  });
});
