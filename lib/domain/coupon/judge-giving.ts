import { type BoundRule, compare, conditionHolds, type RuleCustomer } from "./judge-rule";
import { type CampaignLimits, type Counted, type CounterScope, limitsOf, scopeName } from "./limits";
import { type Held, logicHolds, parseLogic } from "./logic";
import { budgetOf, type RuleCondition, type RuleOperator } from "./rule";

/** What is known of a campaign and a customer before there is an order. */
export type GivingCase = {
  limits: CampaignLimits;
  perCustomer: number | null;
  rules: readonly BoundRule[];
  /** Whether the code will be the customer's own. */
  holder: boolean;
  /** null when nothing is known of them. */
  customer: RuleCustomer | null;
  /** What was counted so far, by the scope's name: see `scopesOfGiving`. */
  before: Readonly<Record<string, Counted>>;
};

/** Why no code of a campaign can be redeemed by a customer any more. */
export type UnredeemableReason =
  | "customer_limit_reached"
  | "campaign_limit_reached"
  | "campaign_budget_used_up"
  | "rules_not_met";

/**
 * Whether a code of a campaign could not be redeemed by a customer whatever they order and whenever: its limits are reached, its budgets are used up, or
 * its rules say no of all that is known without an order. Limits of a day, week or month are not looked at, since they pass.
 * @returns why, or null while there is an order that it may be redeemed for
 */
export function whyUnredeemable(given: GivingCase): UnredeemableReason | null {
  for (const { scope, what, most } of limitsOf(given.limits, given.perCustomer)) {
    const least = leastOf(given, scope, what);
    if (least !== null && least > most) return reasonOf(scope, what);
  }
  for (const rule of given.rules) {
    const reason = whyRefused(rule, given);
    if (reason) return reason;
  }
  return null;
}

/** What a campaign's limits and rules count that never begins anew, nor depends on which code it will be or who redeems it by which key. */
export function scopesOfGiving({
  limits,
  perCustomer,
  rules,
}: Pick<GivingCase, "limits" | "perCustomer" | "rules">): CounterScope[] {
  const budgets = rules.flatMap(({ rules: { conditions } }) =>
    Object.values(conditions).flatMap(({ name }) => budgetOf(name)?.scope ?? []),
  );
  const scopes = [...limitsOf(limits, perCustomer).map(({ scope }) => scope), ...budgets].filter(isLasting);
  return [...new Map(scopes.map((scope) => [scopeName(scope), scope])).values()];
}

function whyRefused({ rules, applicableTo }: BoundRule, given: GivingCase): UnredeemableReason | null {
  if (rules.logic === "") return null;
  const parsed = parseLogic(rules.logic);
  const failed: RuleCondition[] = [];
  const holds = (name: string): Held => {
    const condition = rules.conditions[name];
    if (condition === undefined) return false;
    const held = holdsWithoutOrder(condition, applicableTo, given);
    if (held === false) failed.push(condition);
    return held;
  };
  if (parsed.kind === "logic" && logicHolds(parsed.logic, holds) !== false) return null;
  const budget = budgetOf(failed[0]?.name ?? "");
  return budget ? reasonOf(budget.scope, budget.what) : "rules_not_met";
}

function holdsWithoutOrder(
  condition: RuleCondition,
  applicableTo: BoundRule["applicableTo"],
  given: GivingCase,
): Held {
  const budget = budgetOf(condition.name);
  if (budget) return countHolds(condition, leastOf(given, budget.scope, budget.what));
  if (!condition.name.startsWith("customer") || given.customer === null) return null;
  return conditionHolds(condition, applicableTo, {
    customer: given.customer,
    holder: given.holder,
    order: null,
    orderMetadata: {},
    metadata: {},
    counted: () => null,
  });
}

/** Whether a condition holds for a number of which only the least is known. */
function countHolds({ conditions }: RuleCondition, least: number | null): Held {
  if (least === null) return null;
  let joined: Held = true;
  for (const [operator, wanted] of Object.entries(conditions) as [RuleOperator, (string | number)[]][]) {
    const atLeast = compare([least], operator, wanted);
    const below = operator === "$less_than" || operator === "$less_than_or_equal";
    const above = operator === "$more_than" || operator === "$more_than_or_equal";
    if (below && !atLeast) return false;
    if (!(above && atLeast)) joined = null;
  }
  return joined;
}

/** The least that a counter says once one more code was redeemed: once more, and for a minor unit at least. */
function leastOf({ before }: GivingCase, scope: CounterScope, what: keyof Counted): number | null {
  if (!isLasting(scope)) return null;
  return (before[scopeName(scope)]?.[what] ?? 0) + 1;
}

function isLasting({ by, over }: CounterScope): boolean {
  return over === "ever" && (by === "campaign" || by === "customer");
}

function reasonOf({ by }: CounterScope, what: keyof Counted): UnredeemableReason {
  if (by === "customer") return "customer_limit_reached";
  return what === "count" ? "campaign_limit_reached" : "campaign_budget_used_up";
}
