import {
  type EventRole,
  type FieldDefinition,
  MAX_PROPERTIES,
  type PropertyDefinition,
  roleIssues,
  type ScalarType,
} from "./definition";
import { isMoment } from "./validate-properties";

/** A definition guessed from what was sent, for a person to look over. `left`: paths that a definition cannot describe. */
export type InferredDefinition = { role: EventRole | null; properties: PropertyDefinition[]; left: string[] };

/**
 * Guesses the definition that these properties were sent for: types from the values, money from names like price and total when
 * all are whole numbers, and required when every sample has a value. Deeper lists and objects inside lists are named in `left`.
 */
export function inferDefinition(name: string, samples: readonly unknown[]): InferredDefinition {
  const objects = samples.filter(isObject);
  const left: string[] = [];
  const properties = namesIn(objects)
    .slice(0, MAX_PROPERTIES)
    .flatMap((property) => propertyOf(property, objects, left));
  return { role: roleOf(name, properties), properties: requiredFirst(properties), left };
}

function propertyOf(
  name: string,
  samples: readonly Record<string, unknown>[],
  left: string[],
): PropertyDefinition[] {
  if (!NAME.test(name)) {
    left.push(name);
    return [];
  }
  const { values, required } = valuesOf(name, samples);
  if (values.length === 0) return [{ name, type: "string", required: false }];
  if (values.every(Array.isArray)) {
    const entries = (values as unknown[][]).flat();
    if (entries.length === 0 || !entries.every(isObject)) {
      if (entries.some((entry) => typeof entry === "object")) left.push(name);
      return [{ name, type: "list", required }];
    }
    return [{ name, type: "list", required, fields: fieldsOf(`${name}[]`, entries, left) }];
  }
  if (values.every(isObject)) {
    const fields = fieldsOf(name, values, left);
    if (fields.length > 0) return [{ name, type: "object", required, fields }];
    left.push(name);
    return [];
  }
  return [{ name, type: scalarOf(name, values, name, left), required }];
}

function fieldsOf(
  at: string,
  entries: readonly Record<string, unknown>[],
  left: string[],
): FieldDefinition[] {
  const fields = namesIn(entries).flatMap((name): FieldDefinition[] => {
    const { values, required } = valuesOf(name, entries);
    if (!NAME.test(name) || values.some((value) => typeof value === "object")) {
      left.push(`${at}.${name}`);
      return [];
    }
    return [
      {
        name,
        type: values.length === 0 ? "string" : scalarOf(name, values, `${at}.${name}`, left),
        required,
      },
    ];
  });
  return requiredFirst(fields);
}

const NAME = /^[A-Za-z_][A-Za-z0-9_-]{0,59}$/;
const MONEY = /price|total|amount|cost|value|revenue|discount|shipping|tax/i;

function scalarOf(name: string, values: readonly unknown[], path: string, left: string[]): ScalarType {
  if (values.every((value) => typeof value === "boolean")) return "boolean";
  if (values.every((value) => Number.isSafeInteger(value))) return MONEY.test(name) ? "money" : "integer";
  if (values.every((value) => typeof value === "number")) return "number";
  if (values.every((value) => typeof value === "string")) {
    return values.every((value) => isMoment(value as string)) ? "datetime" : "string";
  }
  left.push(path);
  return "string";
}

function roleOf(name: string, properties: readonly PropertyDefinition[]): EventRole | null {
  if (/order|purchase|bought|checkout.?(completed|finished)|paid/i.test(name)) {
    return roleIssues("order", properties).length === 0 ? "order" : null;
  }
  return roleIssues("cart", properties).length === 0 ? "cart" : null;
}

function valuesOf(
  name: string,
  samples: readonly Record<string, unknown>[],
): { values: unknown[]; required: boolean } {
  const values = samples
    .map((sample) => (Object.hasOwn(sample, name) ? sample[name] : undefined))
    .filter((value) => value !== undefined && value !== null);
  return { values, required: samples.length > 0 && values.length === samples.length };
}

function namesIn(samples: readonly Record<string, unknown>[]): string[] {
  return [...new Set(samples.flatMap((sample) => Object.keys(sample)))];
}

// The order of names in what was sent is lost in the database: the ones that matter come first.
function requiredFirst<Definition extends { required: boolean }>(definitions: Definition[]): Definition[] {
  return definitions.toSorted((a, b) => Number(b.required) - Number(a.required));
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
