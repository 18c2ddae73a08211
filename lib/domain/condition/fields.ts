import { consentKey, consentPart } from "@/lib/domain/customer/consent";
import type { PropertyDefinition } from "@/lib/domain/event/definition";
import type { Operator } from "./condition";

/** What a field holds; consent is granted, denied or unknown. money: minor units. */
export type FieldType =
  | "string"
  | "boolean"
  | "integer"
  | "number"
  | "datetime"
  | "money"
  | "consent"
  | "segment";

/** Something a condition can ask about. */
export type ConditionField = {
  path: string;
  label: string;
  group: string;
  type: FieldType;
  /** What it may be compared with, where that is a choice. */
  options?: readonly { value: string; label: string }[];
};

type Described = { name: string; title: string; properties: readonly PropertyDefinition[] };

const CART: readonly ConditionField[] = [
  { path: "cart.total", label: "Cart total", group: "Cart", type: "money" },
  { path: "cart.itemCount", label: "Number of items in the cart", group: "Cart", type: "integer" },
  { path: "cart.items.sku", label: "SKU of an item in the cart", group: "Cart", type: "string" },
  { path: "cart.items.name", label: "Name of an item in the cart", group: "Cart", type: "string" },
  { path: "cart.items.price", label: "Price of an item in the cart", group: "Cart", type: "money" },
  { path: "cart.currency", label: "Cart currency", group: "Cart", type: "string" },
];

const CUSTOMER: readonly ConditionField[] = [
  { path: "customer.orderCount", label: "Number of orders", group: "Customer", type: "integer" },
  { path: "customer.orderTotal", label: "Total of all orders", group: "Customer", type: "money" },
  { path: "customer.lastOrderAt", label: "Last order", group: "Customer", type: "datetime" },
  { path: "customer.email", label: "E-mail address", group: "Customer", type: "string" },
  { path: "customer.phone", label: "Phone number", group: "Customer", type: "string" },
  { path: "customer.consent.email", label: "Consent to e-mail", group: "Customer", type: "consent" },
  { path: "customer.consent.sms", label: "Consent to SMS", group: "Customer", type: "consent" },
  { path: "customer.firstName", label: "First name", group: "Customer", type: "string" },
  { path: "customer.lastName", label: "Last name", group: "Customer", type: "string" },
  { path: "customer.locale", label: "Language", group: "Customer", type: "string" },
  { path: "customer.timeZone", label: "Time zone", group: "Customer", type: "string" },
  { path: "customer.agentConversation", label: "Talks with an agent", group: "Customer", type: "boolean" },
  { path: "customer.externalId", label: "The shop's id", group: "Customer", type: "string" },
];

/** Where fields of consent begin: a channel follows, or a topic on it, "email:newsletter". */
export const CONSENT_PREFIX = "customer.consent.";

/** Where attributes of the shop's own begin: any name may follow. */
export const ATTRIBUTE_PREFIX = "customer.attributes.";

/**
 * What a condition may ask about: the event at hand, what the run's trigger said where it is another event, the cart and the customer.
 */
export function fieldsOf(
  event: Described | null,
  triggers: readonly Described[] = [],
  segments: readonly { id: string; name: string }[] = [],
  topics: readonly { key: string; name: string }[] = [],
): ConditionField[] {
  const others = triggers.filter(({ name }) => name !== event?.name);
  const seen = new Set<string>();
  return [
    ...(event ? propertiesOf(event, "event") : []),
    ...others.flatMap((trigger) => propertiesOf(trigger, "trigger")),
    ...CART,
    ...customerFields(topics),
    ...segmentField(segments),
  ].filter(({ path }) => !seen.has(path) && seen.add(path));
}

/** What a segment's rule may ask about, beside events. */
export function customerFields(
  topics: readonly { key: string; name: string }[] = [],
): readonly ConditionField[] {
  return CUSTOMER.flatMap((field) => {
    const channel = consentPart(field.path.slice(CONSENT_PREFIX.length))?.channel;
    if (!channel || !field.path.startsWith(CONSENT_PREFIX)) return [field];
    return [
      field,
      ...topics.map(({ key, name }) => ({
        ...field,
        path: `${CONSENT_PREFIX}${consentKey(channel, key)}`,
        label: `${field.label} about ${name}`,
      })),
    ];
  });
}

function segmentField(segments: readonly { id: string; name: string }[]): ConditionField[] {
  if (segments.length === 0) return [];
  const options = segments.map(({ id, name }) => ({ value: id, label: name }));
  return [{ path: "customer.segments", label: "Segment", group: "Customer", type: "segment", options }];
}

function propertiesOf({ name, title, properties }: Described, root: "event" | "trigger"): ConditionField[] {
  const group = title || name;
  return properties.flatMap((property): ConditionField[] => {
    const label = property.title || property.name;
    const path = `${root}.${property.name}`;
    if (property.type !== "list" && property.type !== "object")
      return [{ path, label, group, type: property.type }];
    if (!property.fields?.length) return [{ path, label: `An entry of ${label}`, group, type: "string" }];
    return property.fields.map((field) => ({
      path: `${path}.${field.name}`,
      label: `${label}: ${field.title || field.name}`,
      group,
      type: field.type,
    }));
  });
}

const TEXT: readonly Operator[] = [
  "is",
  "is_not",
  "in",
  "not_in",
  "contains",
  "not_contains",
  "starts_with",
  "is_set",
  "is_not_set",
];
const NUMBER: readonly Operator[] = [
  "is",
  "is_not",
  "greater",
  "greater_or_equal",
  "less",
  "less_or_equal",
  "is_set",
  "is_not_set",
];

/** The comparisons that make sense for a type. */
export function operatorsFor(type: FieldType): readonly Operator[] {
  switch (type) {
    case "string":
      return TEXT;
    case "boolean":
      return ["is", "is_set", "is_not_set"];
    case "consent":
    case "segment":
      return ["is", "is_not"];
    case "datetime":
      return ["before", "after", "is_set", "is_not_set"];
    default:
      return NUMBER;
  }
}
