import { type ConditionGroup, conditionGroup, type Operator } from "./condition";

const WORDS: Record<Operator, string> = {
  is: "is",
  is_not: "is not",
  in: "is one of",
  not_in: "is none of",
  contains: "contains",
  not_contains: "does not contain",
  starts_with: "starts with",
  greater: "is more than",
  greater_or_equal: "is at least",
  less: "is less than",
  less_or_equal: "is at most",
  before: "is before",
  after: "is after",
  is_set: "is set",
  is_not_set: "is not set",
};

/** An operator in words, for lists and sentences. */
export function operatorWords(operator: Operator): string {
  return WORDS[operator];
}

/** Conditions in words: "cart.total is at least 5000 and customer.orderCount is 0". Empty for none, or for half-written ones. */
export function describeConditions(value: unknown): string {
  const parsed = conditionGroup.safeParse(value);
  return parsed.success ? words(parsed.data) : "";
}

function words(group: ConditionGroup): string {
  return group.conditions
    .map((part) => {
      if ("conditions" in part) return `(${words(part)})`;
      const shown = Array.isArray(part.value) ? part.value.join(", ") : part.value;
      return [part.field, WORDS[part.operator], shown]
        .filter((piece) => piece !== undefined && piece !== "")
        .join(" ");
    })
    .join(group.match === "any" ? " or " : " and ");
}
