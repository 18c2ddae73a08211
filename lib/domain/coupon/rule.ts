import { z } from "zod";
import type { Issue } from "@/lib/domain/errors";
import type { Counted, CounterScope } from "./limits";
import { namesIn, parseLogic } from "./logic";

/** Comparisons of a rule's condition, as the compatible API writes them. */
export const RULE_OPERATORS = [
  "$is",
  "$is_not",
  "$in",
  "$not_in",
  "$less_than",
  "$less_than_or_equal",
  "$more_than",
  "$more_than_or_equal",
  "$starts_with",
  "$ends_with",
  "$contains",
  "$not_contain",
  "$has_value",
  "$is_unknown",
] as const;
export type RuleOperator = (typeof RULE_OPERATORS)[number];

/** What a condition may be about. `customer.metadata` and its like need a `property`. */
export const RULE_SUBJECTS = [
  "customer.segment",
  "customer.id",
  "customer.source_id",
  "customer.email",
  "customer.phone",
  "customer.name",
  "customer.metadata",
  "customer.consent.email",
  "customer.consent.sms",
  "customer.orders_count",
  "customer.orders_total",
  "customer.first_order",
  "customer.holder",
  "order.amount",
  "order.initial_amount",
  "order.metadata",
  "order.items.any",
  "order.items.every",
  "order.items.none",
  "order.items.count",
  "order.items.metadata",
  "order.items.price_any",
  "order.items.price_each",
  "order.items.price_increased",
  "product.id",
  "redemption.metadata",
] as const;

const BUDGET_NAMES =
  /^redemption\.(count|discount|orders)(\.per_(customer|incentive|user|api_key))?(\.(daily|weekly|monthly))?$/;
const OVER = { daily: "day", weekly: "week", monthly: "month" } as const;
const WHAT = { count: "count", discount: "discount", orders: "order" } as const;
const BY = { customer: "customer", incentive: "voucher", user: "key", api_key: "key" } as const;

/** What a budget condition counts; null when the condition is about something else. */
export function budgetOf(name: string): { scope: CounterScope; what: keyof Counted } | null {
  const match = BUDGET_NAMES.exec(name);
  if (!match) return null;
  const [, what, , by, , over] = match;
  return {
    what: WHAT[what as keyof typeof WHAT],
    scope: {
      by: by ? BY[by as keyof typeof BY] : "campaign",
      over: over ? OVER[over as keyof typeof OVER] : "ever",
    },
  };
}

const value = z.union([z.string().max(1000), z.number(), z.boolean()]);
const condition = z.object({
  name: z.string().trim().min(1).max(100),
  property: z
    .string()
    .trim()
    .max(200)
    .nullish()
    .transform((text) => text || null),
  conditions: z.partialRecord(
    z.enum(RULE_OPERATORS, `Comparisons are ${RULE_OPERATORS.join(", ")}.`),
    z.union([value.transform((one) => [one]), z.array(value).max(500)]),
  ),
  /** Said to the customer when this condition is what fails. */
  error: z
    .object({ message: z.string().trim().max(500) })
    .nullish()
    .transform((error) => error?.message || null),
});
export type RuleCondition = z.output<typeof condition>;

const item = z.looseObject({
  object: z.string().max(40).nullish(),
  id: z.string().max(255).nullish(),
  source_id: z.string().max(255).nullish(),
  product_id: z.string().max(255).nullish(),
});
/** Which items of an order a discount is for. */
export const applicableItems = z.object({
  included: z.array(item).max(500).default([]),
  excluded: z.array(item).max(500).default([]),
  included_all: z.boolean().default(true),
});
export type ApplicableTo = z.output<typeof applicableItems>;

/** A rule that codes may be bound to: conditions by name, and the logic that joins them. */
export const validationRule = z.object({
  name: z.string().trim().min(1, "Give the rule a name.").max(200, "At most 200 characters."),
  /** Conditions by their names in the logic, and the logic itself: {"1": {...}, "2": {...}, "logic": "1 and 2"}. */
  rules: z
    .looseObject({ logic: z.string().max(2000).nullish() })
    .prefault({})
    .transform(({ logic, ...conditions }, context) => {
      const read: Record<string, RuleCondition> = {};
      if (Object.keys(conditions).length > 50)
        context.addIssue({ code: "custom", message: "A rule has at most 50 conditions." });
      for (const [name, given] of Object.entries(conditions)) {
        const result = condition.safeParse(given);
        if (result.success) read[name] = result.data;
        else
          for (const { path, message } of result.error.issues)
            context.addIssue({ code: "custom", path: [name, ...path], message });
      }
      return { conditions: read, logic: logic?.trim() || Object.keys(conditions).join(" and ") };
    }),
  error: z
    .object({ message: z.string().trim().max(500) })
    .nullish()
    .transform((error) => error?.message || null),
  applicable_to: applicableItems.prefault({}),
  type: z.enum(["basic", "advanced", "complex", "expression"]).default("advanced"),
  context_type: z.string().max(60).default("global"),
});
export type ValidationRule = z.output<typeof validationRule>;

const METADATA = /\.metadata$/;
const CONSENT = new Set(["granted", "denied", "unknown"]);

/** What does not fit together in a rule, beyond each field by itself. */
export function ruleIssues({ rules }: Pick<ValidationRule, "rules">): Issue[] {
  const issues: Issue[] = [];
  for (const [name, { name: subject, property, conditions }] of Object.entries(rules.conditions)) {
    const path = `rules.${name}`;
    if (!(RULE_SUBJECTS as readonly string[]).includes(subjectOf(subject)) && !budgetOf(subject))
      issues.push({
        path: `${path}.name`,
        message: `"${subject}" is nothing that a condition can be about.`,
      });
    if (METADATA.test(subject) && property === null)
      issues.push({ path: `${path}.property`, message: "Name the property that is compared." });
    if (Object.keys(conditions).length === 0)
      issues.push({ path: `${path}.conditions`, message: 'Give a comparison, such as {"$is": ["PL"]}.' });
    if (
      subject.startsWith("customer.consent.") &&
      Object.values(conditions)
        .flat()
        .some((text) => !CONSENT.has(String(text)))
    )
      issues.push({ path: `${path}.conditions`, message: "Consent is granted, denied or unknown." });
  }
  if (rules.logic === "") return issues;
  const parsed = parseLogic(rules.logic);
  if (parsed.kind === "error") return [...issues, { path: "rules.logic", message: parsed.message }];
  for (const name of namesIn(parsed.logic)) {
    if (!Object.hasOwn(rules.conditions, name))
      issues.push({ path: "rules.logic", message: `There is no condition "${name}".` });
  }
  return issues;
}

/** Older names of subjects mean the newer ones. */
export function subjectOf(name: string): string {
  return name === "customer_segment" ? "customer.segment" : name;
}
