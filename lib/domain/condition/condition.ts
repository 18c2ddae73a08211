import { z } from "zod";

export const OPERATORS = [
  "is",
  "is_not",
  "in",
  "not_in",
  "contains",
  "not_contains",
  "starts_with",
  "greater",
  "greater_or_equal",
  "less",
  "less_or_equal",
  "before",
  "after",
  "is_set",
  "is_not_set",
] as const;
export type Operator = (typeof OPERATORS)[number];

const scalar = z.union([z.string().max(2000), z.number(), z.boolean()]);

/** Operators that ask about the field alone. */
export const WITHOUT_VALUE: readonly Operator[] = ["is_set", "is_not_set"];

/** One comparison. `field` is a path such as event.total, cart.items.sku, customer.orderCount, customer.attributes.tier. */
export const condition = z
  .object({
    field: z.string().min(1).max(200),
    operator: z.enum(OPERATORS),
    value: z.union([scalar, z.array(scalar).max(1000)]).optional(),
  })
  .refine(
    ({ operator, value }) => WITHOUT_VALUE.includes(operator) || hasValue(value),
    "Say what to compare with.",
  );
export type Condition = z.output<typeof condition>;

/** All of them, or any of them; groups nest. An empty group holds. */
export type ConditionGroup = { match: "all" | "any"; conditions: (Condition | ConditionGroup)[] };
export const conditionGroup: z.ZodType<ConditionGroup, ConditionGroup> = z.lazy(() =>
  z.object({
    match: z.enum(["all", "any"]),
    conditions: z.array(z.union([condition, conditionGroup])).max(50),
  }),
);

/** The group that always holds. */
export const NO_CONDITION: ConditionGroup = { match: "all", conditions: [] };

function hasValue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : value !== undefined && value !== "";
}
