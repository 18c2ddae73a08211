import fc from "fast-check";
import { expect, it } from "vitest";
import { emptyGroup, type RuleGroup, type RuleLine, ruleOfTree, treeOfRule } from "./rule-tree";

const line = (subject: string, values: RuleLine["values"]): RuleLine => ({
  key: subject,
  subject,
  property: "",
  operator: "$is",
  values,
  message: "",
});

it("S0-27, S0-29: writes the groups of the builder as conditions and a logic", () => {
  const tree: RuleGroup = {
    ...emptyGroup(),
    parts: [
      line("customer.segment", ["cart-abandoned"]),
      { ...emptyGroup("any"), parts: [line("order.amount", [5000]), line("customer.first_order", [true])] },
    ],
  };
  const { logic, conditions } = ruleOfTree(tree);
  expect(logic).toBe("1 and (2 or 3)");
  expect(conditions["1"]).toEqual({
    name: "customer.segment",
    property: null,
    conditions: { $is: ["cart-abandoned"] },
    error: null,
  });
});

it("says when a rule cannot be shown as groups", () => {
  const { conditions } = ruleOfTree({ ...emptyGroup(), parts: [line("customer.segment", ["a"])] });
  expect(treeOfRule({ conditions, logic: "not 1" })).toBeNull();
  expect(treeOfRule({ conditions, logic: "1 and 2" })).toBeNull();
  expect(treeOfRule({ conditions: {}, logic: "" })?.parts).toEqual([]);
});

it("reads back every rule that it writes", () => {
  const group: fc.Arbitrary<RuleGroup> = fc.letrec<{ group: RuleGroup; part: RuleLine | RuleGroup }>(
    (tie) => ({
      group: fc.record({
        key: fc.constant(""),
        match: fc.constantFrom("all" as const, "any" as const),
        parts: fc.array(tie("part"), { minLength: 1, maxLength: 4, depthIdentifier: "rule" }),
      }),
      part: fc.oneof(
        { maxDepth: 3, depthIdentifier: "rule" },
        fc.integer().map((value) => line("order.amount", [value])),
        tie("group"),
      ),
    }),
  ).group;
  fc.assert(
    fc.property(group, (tree) => {
      const rule = ruleOfTree(tree);
      const read = treeOfRule(rule);
      expect(read && ruleOfTree(read)).toEqual(rule);
    }),
  );
});
