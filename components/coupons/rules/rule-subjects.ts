import type { RuleOperator } from "@/lib/domain/coupon/rule";

export type SubjectKind =
  | "segment"
  | "consent"
  | "yesno"
  | "number"
  | "money"
  | "text"
  | "property"
  | "products";

/** What a condition can be about, in words. */
export type Subject = { name: string; label: string; group: string; kind: SubjectKind };

export const SUBJECTS: readonly Subject[] = [
  { name: "customer.segment", label: "Segment of the customer", group: "Customer", kind: "segment" },
  { name: "customer.consent.email", label: "Consent to e-mail", group: "Customer", kind: "consent" },
  { name: "customer.consent.sms", label: "Consent to SMS", group: "Customer", kind: "consent" },
  { name: "customer.first_order", label: "It is their first order", group: "Customer", kind: "yesno" },
  { name: "customer.orders_count", label: "Number of their orders", group: "Customer", kind: "number" },
  { name: "customer.orders_total", label: "Total of their orders", group: "Customer", kind: "money" },
  { name: "customer.holder", label: "The code was given to them", group: "Customer", kind: "yesno" },
  { name: "customer.email", label: "E-mail address", group: "Customer", kind: "text" },
  { name: "customer.metadata", label: "Attribute of the customer", group: "Customer", kind: "property" },
  { name: "order.amount", label: "Order amount", group: "Order", kind: "money" },
  { name: "order.items.count", label: "Number of items", group: "Order", kind: "number" },
  { name: "order.items.any", label: "Any item", group: "Order", kind: "products" },
  { name: "order.items.every", label: "Every item", group: "Order", kind: "products" },
  { name: "order.items.none", label: "No item", group: "Order", kind: "products" },
  {
    name: "order.items.price_increased",
    label: "A price rose since it was in the cart",
    group: "Order",
    kind: "yesno",
  },
  { name: "order.metadata", label: "Property of the order", group: "Order", kind: "property" },
  {
    name: "redemption.count.per_customer",
    label: "Redemptions of this customer",
    group: "Budget",
    kind: "number",
  },
  {
    name: "redemption.count.daily",
    label: "Redemptions of the campaign today",
    group: "Budget",
    kind: "number",
  },
  {
    name: "redemption.count.monthly",
    label: "Redemptions of the campaign this month",
    group: "Budget",
    kind: "number",
  },
  { name: "redemption.count", label: "Redemptions of the campaign", group: "Budget", kind: "number" },
  { name: "redemption.discount", label: "All that was taken off", group: "Budget", kind: "money" },
  { name: "redemption.orders", label: "Worth of all orders", group: "Budget", kind: "money" },
  { name: "redemption.metadata", label: "Property of the redemption", group: "Redemption", kind: "property" },
];

const IS = { value: "$is", label: "is" } as const;
const IS_NOT = { value: "$is_not", label: "is not" } as const;
const COMPARED = [
  { value: "$more_than_or_equal", label: "at least" },
  { value: "$less_than_or_equal", label: "at most" },
  { value: "$more_than", label: "more than" },
  { value: "$less_than", label: "less than" },
  { value: "$is", label: "exactly" },
] as const;
const TEXT = [
  IS,
  IS_NOT,
  { value: "$in", label: "is one of" },
  { value: "$not_in", label: "is none of" },
  { value: "$contains", label: "contains" },
  { value: "$not_contain", label: "does not contain" },
  { value: "$starts_with", label: "begins with" },
  { value: "$ends_with", label: "ends with" },
  { value: "$has_value", label: "is known" },
  { value: "$is_unknown", label: "is not known" },
] as const;

type Choice = { value: RuleOperator; label: string };

/** The comparisons that make sense for a kind, the usual one first. */
export const OPERATORS: Record<SubjectKind, readonly Choice[]> = {
  segment: [IS, IS_NOT],
  consent: [IS, IS_NOT],
  yesno: [IS],
  number: COMPARED,
  money: COMPARED,
  text: TEXT,
  property: [...TEXT, ...COMPARED.slice(0, 4)],
  products: [{ value: "$is", label: "is one of" }],
};

/** The usual comparison of a subject: budgets are upper limits. */
export function usualOperator({ name, kind }: Subject): RuleOperator {
  return name.startsWith("redemption.") && kind !== "property"
    ? "$less_than_or_equal"
    : OPERATORS[kind][0]!.value;
}

/** Whether a comparison asks about the subject alone. */
export function takesNoValue(operator: RuleOperator): boolean {
  return operator === "$has_value" || operator === "$is_unknown";
}
