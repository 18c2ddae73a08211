import { z } from "zod";
import type { Issue } from "@/lib/domain/errors";
import { isInternalEventName } from "./internal";

/** What a field inside a list or object may hold. money: a whole number of minor units (1250 is 12.50). datetime: ISO 8601. */
export const SCALAR_TYPES = ["string", "boolean", "integer", "number", "datetime", "money"] as const;
export type ScalarType = (typeof SCALAR_TYPES)[number];

/** list: of objects when it has `fields`, else of plain texts, numbers or booleans. object: with `fields`. */
export const PROPERTY_TYPES = [...SCALAR_TYPES, "list", "object"] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

export type FieldDefinition = { name: string; title?: string; type: ScalarType; required: boolean };
export type PropertyDefinition = {
  name: string;
  title?: string;
  type: PropertyType;
  required: boolean;
  fields?: FieldDefinition[];
};

/** cart: holds what is in a cart. order: a purchase that is worth something. */
export const EVENT_ROLES = ["cart", "order"] as const;
export type EventRole = (typeof EVENT_ROLES)[number];

export const MAX_PROPERTIES = 120;
export const MAX_FIELDS = 60;

/** The name of an event as code writes it: itemAddedToCart, cart_abandoned, "Order Completed". */
export const eventName = z
  .string()
  .trim()
  .min(1, "Give the event a name, for example itemAddedToCart.")
  .max(120, "The name is longer than 120 characters.")
  .regex(
    /^[A-Za-z][A-Za-z0-9 _.:-]*$/,
    "Start with a letter and use only letters, digits, spaces and _ . : - after it, for example itemAddedToCart.",
  );

// No dot in it: conditions and templates write a path as event.items.sku.
const propertyName = z
  .string()
  .trim()
  .min(1, "Give the property a name.")
  .max(60, "The name is longer than 60 characters.")
  .regex(/^[A-Za-z_][A-Za-z0-9_-]*$/, "Start with a letter and use only letters, digits, _ and - after it.");

const title = z.string().trim().max(120).optional();

const field = z.strictObject({
  name: propertyName,
  title,
  type: z.enum(
    SCALAR_TYPES,
    "Inside a list or an object only plain values are possible, not another list or object.",
  ),
  required: z.boolean().default(false),
});

const property = z.strictObject({
  name: propertyName,
  title,
  type: z.enum(PROPERTY_TYPES),
  required: z.boolean().default(false),
  fields: z.array(field).max(MAX_FIELDS, `A list or object has at most ${MAX_FIELDS} fields.`).optional(),
});

/** The properties of a definition, with names that are unique and fields only where they belong. */
export const propertyDefinitions = z
  .array(property)
  .max(MAX_PROPERTIES, `An event has at most ${MAX_PROPERTIES} properties.`)
  .superRefine((properties, context) => {
    for (const issue of [...doubles(properties), ...properties.flatMap(misplacedFields)]) {
      context.addIssue({ code: "custom", message: issue.message, path: issue.path });
    }
  });

/** What a person or program says when they define an event. */
export const eventDefinitionInput = z.strictObject({
  name: eventName.refine(
    (name) => !isInternalEventName(name),
    "This name belongs to an event that Cartograph emits itself.",
  ),
  title: z.string().trim().max(120).default(""),
  description: z.string().trim().max(1000).default(""),
  role: z.enum(EVENT_ROLES).nullable().default(null),
  properties: propertyDefinitions.default([]),
});
export type EventDefinitionInput = z.output<typeof eventDefinitionInput>;

/** What the validator needs of a definition. */
export type DefinitionShape = {
  properties: readonly PropertyDefinition[];
  /** What such an event holds, where that is a cart or an order. */
  role?: "cart" | "order" | null;
};

type Found = { path: (string | number)[]; message: string };

function doubles(list: readonly { name: string }[], at: (string | number)[] = []): Found[] {
  const seen = new Set<string>();
  return list.flatMap(({ name }, index) => {
    const double = seen.has(name);
    seen.add(name);
    return double
      ? [{ path: [...at, index, "name"], message: `There are two with the name "${name}".` }]
      : [];
  });
}

function misplacedFields(definition: z.output<typeof property>, index: number): Found[] {
  const { type, fields = [] } = definition;
  if (type === "object" && fields.length === 0) {
    return [{ path: [index, "fields"], message: "An object needs at least one field." }];
  }
  if (type !== "object" && type !== "list" && fields.length > 0) {
    return [{ path: [index, "fields"], message: `Only a list or an object has fields, not a ${type}.` }];
  }
  return doubles(fields, [index, "fields"]);
}

type Convention = {
  name: string;
  types: readonly PropertyType[];
  fields?: readonly { name: string; types: readonly ScalarType[] }[];
};

const CART_ITEM = [
  { name: "sku", types: ["string"] },
  { name: "name", types: ["string"] },
  { name: "price", types: ["money"] },
  { name: "quantity", types: ["integer", "number"] },
] as const satisfies NonNullable<Convention["fields"]>;

const CONVENTIONS: Record<EventRole, readonly Convention[]> = {
  cart: [
    { name: "items", types: ["list"], fields: CART_ITEM },
    { name: "currency", types: ["string"] },
    { name: "total", types: ["money"] },
  ],
  order: [
    { name: "total", types: ["money"] },
    { name: "currency", types: ["string"] },
  ],
};

/** What a role asks of the properties, so that messages can list the cart and reports can count the order. */
export function roleIssues(role: EventRole | null, properties: readonly PropertyDefinition[]): Issue[] {
  if (!role) return [];
  return CONVENTIONS[role].flatMap((wanted): Issue[] => {
    const index = properties.findIndex((candidate) => candidate.name === wanted.name);
    const found = properties[index];
    const what = `${wanted.types[0]}${wanted.fields ? ` with the fields ${wanted.fields.map((part) => part.name).join(", ")}` : ""}`;
    if (!found) {
      return [
        {
          path: "properties",
          message: `An event with the role "${role}" needs the property "${wanted.name}".`,
          fix: `Add "${wanted.name}" as ${what}.`,
        },
      ];
    }
    if (!wanted.types.includes(found.type)) {
      return [
        {
          path: `properties[${index}].type`,
          message: `"${wanted.name}" of an event with the role "${role}" is a ${wanted.types[0]}.`,
          fix: `Make "${wanted.name}" a ${what}.`,
        },
      ];
    }
    return (wanted.fields ?? []).flatMap((part): Issue[] => {
      const match = found.fields?.find((candidate) => candidate.name === part.name);
      if (match && part.types.includes(match.type)) return [];
      return [
        {
          path: `properties[${index}].fields`,
          message: `"${wanted.name}" of an event with the role "${role}" needs the field "${part.name}" as ${part.types[0]}.`,
          fix: match
            ? `Change the type of "${part.name}" to ${part.types[0]}.`
            : `Add "${part.name}" as ${part.types[0]}.`,
        },
      ];
    });
  });
}

/** The properties a role needs, all of them required: where a new definition with that role starts. */
export function propertiesOfRole(role: EventRole): PropertyDefinition[] {
  return CONVENTIONS[role].map((wanted) => ({
    name: wanted.name,
    type: wanted.types[0] as PropertyType,
    required: true,
    ...(wanted.fields && {
      fields: wanted.fields.map((part) => ({
        name: part.name,
        type: part.types[0] as ScalarType,
        required: true,
      })),
    }),
  }));
}
