import { z } from "zod";
import type { Issue } from "@/lib/domain/errors";
import type { DefinitionShape, FieldDefinition, PropertyDefinition, ScalarType } from "./definition";
import { nearestName } from "./nearest-name";
import { MAX_TOTAL } from "./total-of";

export const MAX_TEXT = 5_000;
export const MAX_LIST = 500;
// Enough to mend an event by; a list of 500 bad items would otherwise answer with thousands.
const MAX_ISSUES = 20;

/**
 * What is wrong with the properties of an event, each with its path (`items[2].price`), at most 20. Nothing means that they fit.
 * A property that is null counts as absent. One that the definition does not know is refused, with the nearest one it does know.
 */
export function validateProperties(definition: DefinitionShape, properties: unknown): Issue[] {
  if (!isObject(properties)) {
    return [
      {
        path: "",
        message: `The properties are ${inWords(properties)}, not an object.`,
        fix: 'Send {"name": value, ...}.',
      },
    ];
  }
  return [
    ...checkObject(definition.properties, properties, ""),
    ...(definition.role ? totalIssues(properties.total) : []),
  ].slice(0, MAX_ISSUES);
}

/** What a cart or an order is worth is summed up, so it must be an amount that can be. */
function totalIssues(total: unknown): Issue[] {
  if (typeof total !== "number" || (total >= 0 && total <= MAX_TOTAL)) return [];
  return [
    {
      path: "total",
      message: `It is ${total}, which no order is worth.`,
      fix: `Send minor units from 0 to ${MAX_TOTAL}.`,
    },
  ];
}

function checkObject(
  known: readonly PropertyDefinition[],
  values: Record<string, unknown>,
  at: string,
): Issue[] {
  const issues: Issue[] = [];
  let present = 0;
  for (const property of known) {
    const isPresent = Object.hasOwn(values, property.name);
    const value = isPresent ? values[property.name] : undefined;
    if (isPresent) present += 1;
    const path = join(at, property.name);
    if (value === undefined || value === null) {
      if (property.required)
        issues.push({
          path,
          message: `"${property.name}" is required.`,
          fix: `Send "${property.name}" as ${SHAPES[property.type]}.`,
        });
    } else {
      issues.push(...checkValue(property, value, path));
    }
    if (issues.length >= MAX_ISSUES) return issues;
  }
  // A definition names each property once, so as many as it knows are all that are allowed.
  const sent = Object.keys(values);
  if (sent.length === present) return issues;
  const names = known.map((property) => property.name);
  const allowed = new Set(names);
  for (const name of sent) {
    if (!allowed.has(name)) issues.push(unknown(name, names, at));
    if (issues.length >= MAX_ISSUES) return issues;
  }
  return issues;
}

function unknown(name: string, known: readonly string[], at: string): Issue {
  const near = nearestName(name, known);
  return {
    path: join(at, name),
    message: `"${name}" is not in the definition of this event.`,
    fix: near ? `Did you mean "${near}"?` : "Leave it out, or add it to the definition.",
  };
}

function checkValue(property: PropertyDefinition, value: unknown, path: string): Issue[] {
  if (property.type === "object") {
    return isObject(value)
      ? checkObject(property.fields ?? [], value, path)
      : [mismatch(property.type, value, path)];
  }
  if (property.type !== "list") return scalarIssues(property.type, value, path);
  if (!Array.isArray(value)) return [mismatch("list", value, path)];
  if (value.length > MAX_LIST) {
    return [{ path, message: `The list has ${value.length} entries.`, fix: `Send at most ${MAX_LIST}.` }];
  }
  return value.flatMap((entry: unknown, index) => entryIssues(property.fields, entry, `${path}[${index}]`));
}

function entryIssues(fields: FieldDefinition[] | undefined, entry: unknown, path: string): Issue[] {
  if (fields && fields.length > 0) {
    return isObject(entry) ? checkObject(fields, entry, path) : [mismatch("object", entry, path)];
  }
  if (typeof entry === "string") return scalarIssues("string", entry, path);
  if (typeof entry === "boolean" || Number.isFinite(entry)) return [];
  return [{ path, message: `It is ${inWords(entry)}.`, fix: "Send a text, a number, true or false." }];
}

function scalarIssues(type: ScalarType, value: unknown, path: string): Issue[] {
  if (typeof value === "string" && type === "string") {
    if (value.length <= MAX_TEXT) return [];
    return [{ path, message: `The text has ${value.length} characters.`, fix: `Send at most ${MAX_TEXT}.` }];
  }
  return FITS[type](value) ? [] : [mismatch(type, value, path)];
}

const FITS: Record<ScalarType, (value: unknown) => boolean> = {
  string: (value) => typeof value === "string",
  boolean: (value) => typeof value === "boolean",
  integer: Number.isSafeInteger,
  number: Number.isFinite,
  money: Number.isSafeInteger,
  datetime: (value) => typeof value === "string" && isMoment(value),
};

const SHAPES: Record<PropertyDefinition["type"], string> = {
  string: "a text",
  boolean: "true or false",
  integer: "a whole number",
  number: "a number",
  money: "a whole number of minor units (1250 for 12.50)",
  datetime: 'a moment in ISO 8601 with its zone ("2026-03-01T09:30:00Z")',
  list: "a list",
  object: "an object",
};

function mismatch(type: PropertyDefinition["type"], value: unknown, path: string): Issue {
  const minor =
    type === "money" && typeof value === "number" && Number.isSafeInteger(Math.round(value * 100));
  return {
    path,
    message: `It is ${inWords(value)}, not ${SHAPES[type]}.`,
    fix: minor
      ? `Send minor units: ${Math.round(value * 100)} for ${value}, where the currency has two decimals.`
      : `Send ${SHAPES[type]}.`,
  };
}

const moment = z.iso.datetime({ offset: true });

/** Whether the text is an ISO 8601 moment with its zone, on a day that exists. */
export function isMoment(text: string): boolean {
  return moment.safeParse(text).success;
}

function inWords(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  if (typeof value === "string")
    return `the text ${JSON.stringify(value.length > 40 ? `${value.slice(0, 40)}…` : value)}`;
  if (typeof value === "number") return `the number ${value}`;
  return typeof value === "object" ? "an object" : String(value);
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function join(at: string, name: string): string {
  return at ? `${at}.${name}` : name;
}
