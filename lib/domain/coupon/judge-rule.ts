import { type Counted, type CounterScope, limitWords } from "./limits";
import { type Held, logicHolds, parseLogic } from "./logic";
import type { PricedLine, PricedOrder } from "./priced-order";
import { type ApplicableTo, budgetOf, type RuleCondition, type RuleOperator, subjectOf } from "./rule";

/** What rules may know of a customer. Money in minor units. */
export type RuleCustomer = {
  id: string;
  sourceId: string | null;
  email: string | null;
  phone: string | null;
  name: string | null;
  metadata: Readonly<Record<string, unknown>>;
  consent: Readonly<Record<string, { state: string } | undefined>>;
  ordersCount: number;
  ordersTotal: number;
  /** Ids and names of the segments they are in. */
  segments: readonly string[];
};

/** What rules may know of one use of a code. */
export type RuleFacts = {
  customer: RuleCustomer | null;
  /** Whether the code belongs to this customer. */
  holder: boolean;
  order: PricedOrder | null;
  orderMetadata: Readonly<Record<string, unknown>>;
  metadata: Readonly<Record<string, unknown>>;
  /** What a counter says with this use included; null when nothing is counted there. */
  counted: (scope: CounterScope) => Counted | null;
  /** Why budgets of money cannot be compared with this order: a sentence; null when they can. */
  wrongCurrency?: string | null;
};

/** A rule as it is stored. */
export type BoundRule = {
  id: string;
  rules: { conditions: Record<string, RuleCondition>; logic: string };
  error: string | null;
  applicableTo: ApplicableTo;
};

export type RuleFailure = {
  key:
    | "customer_rules_violated"
    | "order_rules_violated"
    | "redemption_rules_violated"
    | "missing_customer"
    | "missing_order";
  reason: string;
  /** The rule's own words for the customer. */
  message: string | null;
};

/** The first rule that a use of a code breaks; null when it keeps them all. */
export function judgeRules(rules: readonly BoundRule[], facts: RuleFacts): RuleFailure | null {
  for (const rule of rules) {
    const failure = judgeRule(rule, facts);
    if (failure) return failure;
  }
  return null;
}

function judgeRule(rule: BoundRule, facts: RuleFacts): RuleFailure | null {
  const { conditions, logic } = rule.rules;
  if (logic === "") return null;
  const parsed = parseLogic(logic);
  const failed: RuleCondition[] = [];
  const unknown: RuleCondition[] = [];
  const holds = (name: string): Held => {
    const condition = conditions[name];
    if (condition === undefined) return false;
    // Of nobody nothing is known, not even that they are not in a segment.
    const nobody = facts.customer === null && condition.name.startsWith("customer");
    const foreign = Boolean(facts.wrongCurrency) && isMoney(condition.name);
    const held = nobody || foreign ? null : conditionHolds(condition, rule.applicableTo, facts);
    if (held === null) unknown.push(condition);
    if (held === false) failed.push(condition);
    return held;
  };
  const kept = parsed.kind === "logic" && logicHolds(parsed.logic, holds);
  if (kept) return null;
  const first = kept === null ? unknown[0] : failed[0];
  const subject = first?.name ?? "redemption";
  const message = first?.error ?? rule.error;
  const [key, said] = keyOf(subject, facts);
  const budget = key === "redemption_rules_violated" ? budgetOf(subject) : null;
  // Which limit it was is needed by whoever looks into it, and the rule's own words seldom say.
  if (first && budget) return { key, message, reason: limitWords(budget.scope, budget.what, mostOf(first)) };
  return { key, message, reason: message ?? said };
}

/** Whether a condition is about a budget of money. */
function isMoney(name: string): boolean {
  const what = budgetOf(name)?.what;
  return what === "discount" || what === "order";
}

/** The most that a condition allows a number to be; null when it is not about that. */
function mostOf({ conditions }: RuleCondition): number | null {
  const [below] = conditions.$less_than ?? [];
  const [most] = conditions.$less_than_or_equal ?? [];
  if (below !== undefined && most === undefined) return Math.max(0, Number(below) - 1);
  return most === undefined || below !== undefined ? null : Number(most);
}

function keyOf(subject: string, { customer, order, wrongCurrency }: RuleFacts): [RuleFailure["key"], string] {
  if (wrongCurrency && isMoney(subject)) return ["order_rules_violated", wrongCurrency];
  if (subject.startsWith("customer")) {
    return customer === null
      ? ["missing_customer", "This code depends on the customer: say who it is."]
      : ["customer_rules_violated", "This code is not for this customer."];
  }
  if (subject.startsWith("order") || subject.startsWith("product")) {
    return order === null
      ? ["missing_order", "This code depends on the order: send it."]
      : ["order_rules_violated", "This code is not for this order."];
  }
  return ["redemption_rules_violated", "This code may not be redeemed any more, or not in this way."];
}

/** Whether a rule names a line of an order. */
export function isEligibleLine(
  line: PricedLine,
  { included, excluded, included_all }: ApplicableTo,
): boolean {
  const named = (items: ApplicableTo["included"]) =>
    items.some(({ id, source_id, product_id }) =>
      [id, source_id, product_id].some((name) => name != null && line.names.includes(name)),
    );
  if (named(excluded)) return false;
  return (included_all && included.length === 0) || named(included);
}

/** Whether a condition holds, by facts that are all known. */
export function conditionHolds(
  condition: RuleCondition,
  applicableTo: ApplicableTo,
  facts: RuleFacts,
): boolean {
  const subject = subjectOf(condition.name);
  const entries = Object.entries(condition.conditions) as [RuleOperator, (string | number | boolean)[]][];
  const lines = (facts.order?.lines ?? []).filter(({ shipping }) => !shipping);
  // Of every line, or of none: each line is looked at by itself.
  if (subject === "order.items.every" || subject === "order.items.none") {
    const fits = (line: PricedLine) =>
      entries.every(([operator, wanted]) => compare(line.names, operator, wanted));
    return subject === "order.items.none" ? !lines.some(fits) : lines.length > 0 && lines.every(fits);
  }
  if (subject === "order.items.price_each") {
    const fits = (line: PricedLine) =>
      entries.every(([operator, wanted]) => compare([unitPrice(line)], operator, wanted));
    return lines.length > 0 && lines.every(fits);
  }
  const values = valuesOf(
    subject,
    condition.property,
    lines.filter((line) => isEligibleLine(line, applicableTo)),
    lines,
    facts,
  );
  return entries.every(([operator, wanted]) => compare(values, operator, wanted));
}

function valuesOf(
  subject: string,
  property: string | null,
  eligible: readonly PricedLine[],
  lines: readonly PricedLine[],
  facts: RuleFacts,
): unknown[] {
  const { customer, order } = facts;
  const budget = budgetOf(subject);
  if (budget) return [facts.counted(budget.scope)?.[budget.what]];
  const of = (values: Readonly<Record<string, unknown>>) =>
    property !== null && Object.hasOwn(values, property) ? [values[property]].flat() : [];
  switch (subject) {
    case "customer.segment":
      return [...(customer?.segments ?? [])];
    case "customer.id":
      return customer ? [customer.id] : [];
    case "customer.source_id":
      return [customer?.sourceId];
    case "customer.email":
      return [customer?.email];
    case "customer.phone":
      return [customer?.phone];
    case "customer.name":
      return [customer?.name];
    case "customer.metadata":
      return customer ? of(customer.metadata) : [];
    case "customer.consent.email":
      return customer ? [customer.consent.email?.state ?? "unknown"] : [];
    case "customer.consent.sms":
      return customer ? [customer.consent.sms?.state ?? "unknown"] : [];
    case "customer.orders_count":
      return [customer?.ordersCount];
    case "customer.orders_total":
      return [customer?.ordersTotal];
    case "customer.first_order":
      return customer ? [customer.ordersCount === 0] : [];
    case "customer.holder":
      return [facts.holder];
    case "order.amount":
    case "order.initial_amount":
      return [order?.amount];
    case "order.metadata":
      return of(facts.orderMetadata);
    case "order.items.any":
    case "product.id":
      return lines.flatMap(({ names }) => names);
    case "order.items.count":
      return order ? [eligible.reduce((sum, { quantity }) => sum + quantity, 0)] : [];
    case "order.items.metadata":
      return lines.flatMap(({ metadata }) => of(metadata));
    case "order.items.price_any":
      return lines.map(unitPrice);
    case "order.items.price_increased":
      return order
        ? [eligible.some((line) => line.priceWhenAdded !== null && unitPrice(line) > line.priceWhenAdded)]
        : [];
    case "redemption.metadata":
      return of(facts.metadata);
    default:
      return [];
  }
}

function unitPrice({ amount, quantity }: PricedLine): number {
  return Math.floor(amount / quantity);
}

const OPPOSITE: Partial<Record<RuleOperator, RuleOperator>> = {
  $is_not: "$is",
  $not_in: "$in",
  $not_contain: "$contains",
  $is_unknown: "$has_value",
};

/** Of several values, one that fits is enough; for a negative comparison none may. */
export function compare(
  values: readonly unknown[],
  operator: RuleOperator,
  wanted: readonly (string | number | boolean)[],
): boolean {
  const opposite = OPPOSITE[operator];
  if (opposite) return !compare(values, opposite, wanted);
  return values.some((value) => value !== undefined && value !== null && fits(value, operator, wanted));
}

function fits(
  value: unknown,
  operator: RuleOperator,
  wanted: readonly (string | number | boolean)[],
): boolean {
  const text = String(value).toLowerCase();
  const some = (test: (one: string) => boolean) => wanted.some((one) => test(String(one).toLowerCase()));
  const number = (test: (actual: number, limit: number) => boolean) => {
    const actual = typeof value === "number" ? value : Number(value);
    return String(value).trim() !== "" && wanted.every((one) => test(actual, Number(one)));
  };
  switch (operator) {
    case "$is":
    case "$in":
      return some((one) => one === text);
    case "$starts_with":
      return some((one) => text.startsWith(one));
    case "$ends_with":
      return some((one) => text.endsWith(one));
    case "$contains":
      return some((one) => text.includes(one));
    case "$has_value":
      return text !== "";
    case "$less_than":
      return number((actual, limit) => actual < limit);
    case "$less_than_or_equal":
      return number((actual, limit) => actual <= limit);
    case "$more_than":
      return number((actual, limit) => actual > limit);
    case "$more_than_or_equal":
      return number((actual, limit) => actual >= limit);
    default:
      return false;
  }
}
