import { describe, expect, it } from "vitest";
import { stepContext } from "@/lib/testing/step-context";
import { branch } from "./step";

const arm = (id: string, field: string, operator: string, value: unknown) => ({
  id,
  name: id,
  filter: { match: "all", conditions: [{ field, operator, value }] },
});
const config = branch.config.parse({
  branches: [
    arm("big", "cart.total", "greater_or_equal", 10_000),
    arm("new", "customer.orderCount", "is", 0),
    arm("gold", "customer.attributes.tier", "is", "Gold"),
  ],
});
const port = (given: Parameters<typeof stepContext>[0]) => {
  const decision = branch.decide(config, stepContext(given));
  return decision.kind === "go" ? decision.port : decision.kind;
};

describe("branch on event, customer and cart facts", () => {
  it("takes the first branch that holds", () => {
    expect(port({ context: { cart: { items: [], total: 10_000, currency: "EUR" } } })).toBe("big");
    expect(port({})).toBe("new");
    expect(port({ customer: { orderCount: 3 } })).toBe("gold");
    expect(port({ customer: { orderCount: 3, attributes: {} } })).toBe("else");
  });

  it("a run without a cart is not in a branch that asks for one", () => {
    expect(port({ context: { cart: null }, customer: { orderCount: 1, attributes: {} } })).toBe("else");
  });

  it("has a port for each branch and one for everyone else, also while half filled in", () => {
    expect(branch.ports(config).map(({ id }) => id)).toEqual(["big", "new", "gold", "else"]);
    expect(branch.ports({}).map(({ id }) => id)).toEqual(["else"]);
    expect(branch.ports({ branches: [{ id: "a" }] })).toEqual([
      { id: "a", label: "Branch" },
      { id: "else", label: "Everyone else" },
    ]);
  });

  it("is not launchable without a condition", () => {
    expect(branch.config.safeParse(branch.defaults()).error?.issues[0]?.message).toBe(
      "Add at least one condition to this branch.",
    );
  });
});
