import { type Logic, parseLogic } from "@/lib/domain/coupon/logic";
import type { RuleCondition, RuleOperator } from "@/lib/domain/coupon/rule";

/** One condition as it stands in the builder: anything may still be missing. Money in minor units. */
export type RuleLine = {
  key: string;
  subject: string;
  property: string;
  operator: RuleOperator;
  values: (string | number | boolean)[];
  /** What the customer is told when it fails; empty says nothing of its own. */
  message: string;
};
/** Conditions of which all or any must hold; a group may stand in a group. */
export type RuleGroup = { key: string; match: "all" | "any"; parts: (RuleLine | RuleGroup)[] };

/** Conditions by their names, and the logic that joins them, as the rule keeps them. */
export type RuleText = { conditions: Record<string, RuleCondition>; logic: string };

/** The rule that a tree stands for: conditions named 1, 2, ... in reading order. A group without conditions is left out. */
export function ruleOfTree(tree: RuleGroup): RuleText {
  const conditions: Record<string, RuleCondition> = {};
  const text = (part: RuleLine | RuleGroup): { text: string; joined: boolean } => {
    if (!("parts" in part)) {
      const name = String(Object.keys(conditions).length + 1);
      conditions[name] = {
        name: part.subject,
        property: part.property.trim() || null,
        conditions: { [part.operator]: part.values },
        error: part.message.trim() || null,
      };
      return { text: name, joined: false };
    }
    const parts = part.parts.map(text).filter((inner) => inner.text !== "");
    if (parts.length < 2) return parts[0] ?? { text: "", joined: false };
    const words = parts.map((inner) => (inner.joined ? `(${inner.text})` : inner.text));
    return { text: words.join(part.match === "all" ? " and " : " or "), joined: true };
  };
  return { logic: text(tree).text, conditions };
}

/** The tree that a rule stands for; null when it says more than the builder can show ("not", or a condition with two comparisons). */
export function treeOfRule({ conditions, logic }: RuleText): RuleGroup | null {
  if (logic === "") return emptyGroup();
  const parsed = parseLogic(logic);
  if (parsed.kind === "error") return null;
  const tree = partOf(parsed.logic, conditions);
  if (tree === null) return null;
  return "parts" in tree ? tree : { ...emptyGroup(), parts: [tree] };
}

function partOf(logic: Logic, conditions: RuleText["conditions"]): RuleLine | RuleGroup | null {
  if (logic.kind === "not") return null;
  if (logic.kind === "name") {
    const condition = conditions[logic.name];
    const [only, second] = Object.entries(condition?.conditions ?? {});
    if (!condition || !only || second) return null;
    return {
      key: newKey(),
      subject: condition.name,
      property: condition.property ?? "",
      operator: only[0] as RuleOperator,
      values: only[1],
      message: condition.error ?? "",
    };
  }
  const parts = logic.parts.map((part) => partOf(part, conditions));
  if (parts.includes(null)) return null;
  return {
    key: newKey(),
    match: logic.kind === "and" ? "all" : "any",
    parts: parts.filter((part) => part !== null),
  };
}

/** A group of no conditions: it holds for every use of a code. */
export function emptyGroup(match: "all" | "any" = "all"): RuleGroup {
  return { key: newKey(), match, parts: [] };
}

let made = 0;
/** Keeps a part the same while those around it come and go. */
export function newKey(): string {
  return `part-${++made}`;
}
