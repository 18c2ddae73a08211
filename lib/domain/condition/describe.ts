import { type Condition, type ConditionGroup, conditionGroup, type Operator } from "./condition";

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

/** How a comparison's field and value are called, for example "Cart total" and "€50.00"; what is left out is shown as it is stored. */
export type ConditionWords = (condition: Condition) => { field?: string; value?: string };

/** Conditions in words: "cart.total is at least 5000 and customer.orderCount is 0". Empty for none, or for half-written ones. */
export function describeConditions(value: unknown, say: ConditionWords = () => ({})): string {
  const parsed = conditionGroup.safeParse(value);
  return parsed.success ? words(parsed.data, say) : "";
}

function words(group: ConditionGroup, say: ConditionWords): string {
  return group.conditions
    .map((part) => {
      if ("conditions" in part) return `(${words(part, say)})`;
      const { field = part.field, value = plain(part.value) } = say(part);
      return [field, WORDS[part.operator], value]
        .filter((piece) => piece !== undefined && piece !== "")
        .join(" ");
    })
    .join(group.match === "any" ? " or " : " and ");
}

function plain(value: Condition["value"]): string {
  return Array.isArray(value) ? value.join(", ") : value === undefined ? "" : String(value);
}
