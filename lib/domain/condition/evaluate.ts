import type { Condition, ConditionGroup } from "./condition";
import { momentOf } from "./moment";

/** What conditions may look at; a path starts with one of these names. */
export type Scope = Record<string, unknown>;

/**
 * Whether the group holds for these values. A path through a list looks at every entry: positive comparisons hold when one entry
 * fits, negative ones (is_not, not_in, not_contains) when none would. A value that is absent fits nothing but is_not_set and the
 * negative comparisons.
 */
export function holds(group: ConditionGroup, scope: Scope): boolean {
  const test = (part: Condition | ConditionGroup) =>
    "conditions" in part ? holds(part, scope) : fits(part, scope);
  return group.match === "any" && group.conditions.length > 0
    ? group.conditions.some(test)
    : group.conditions.every(test);
}

const OPPOSITE = { is_not: "is", not_in: "in", not_contains: "contains", is_not_set: "is_set" } as const;

function fits(condition: Condition, scope: Scope): boolean {
  const values = valuesOf(condition.field, scope);
  const opposite = OPPOSITE[condition.operator as keyof typeof OPPOSITE];
  if (opposite) return !values.some((value) => compare(value, opposite, condition.value));
  return values.some((value) => compare(value, condition.operator, condition.value));
}

/** Consent to a topic is that to its channel, as long as nothing else was said of it. */
function valuesOf(field: string, scope: Scope): unknown[] {
  const path = field.split(".");
  const values = valuesAt(scope, path);
  if (values.length > 0 || path.length !== 3 || path[0] !== "customer" || path[1] !== "consent")
    return values;
  return valuesAt(scope, ["customer", "consent", path[2]!.split(":", 1)[0]!]);
}

/** All values at a path; lists on the way are looked through. */
export function valuesAt(value: unknown, path: readonly string[]): unknown[] {
  if (Array.isArray(value)) return value.flatMap((entry) => valuesAt(entry, path));
  const [head, ...rest] = path;
  if (head === undefined) return value === undefined || value === null ? [] : [value];
  if (typeof value !== "object" || value === null || !Object.hasOwn(value, head)) return [];
  return valuesAt((value as Record<string, unknown>)[head], rest);
}

function compare(actual: unknown, operator: Condition["operator"], wanted: Condition["value"]): boolean {
  switch (operator) {
    case "is_set":
      return actual !== "";
    case "is":
      return same(actual, wanted);
    case "in":
      return Array.isArray(wanted) && wanted.some((entry) => same(actual, entry));
    case "contains":
      return typeof actual === "string" && actual.toLowerCase().includes(String(wanted ?? "").toLowerCase());
    case "starts_with":
      return (
        typeof actual === "string" && actual.toLowerCase().startsWith(String(wanted ?? "").toLowerCase())
      );
    case "greater":
      return numbers(actual, wanted, (a, b) => a > b);
    case "greater_or_equal":
      return numbers(actual, wanted, (a, b) => a >= b);
    case "less":
      return numbers(actual, wanted, (a, b) => a < b);
    case "less_or_equal":
      return numbers(actual, wanted, (a, b) => a <= b);
    case "before":
      return moments(actual, wanted, (a, b) => a < b);
    case "after":
      return moments(actual, wanted, (a, b) => a > b);
    default:
      return false;
  }
}

/** Equal as people mean it: "5" is 5, "true" is true, text without regard to case. */
function same(actual: unknown, wanted: unknown): boolean {
  if (typeof actual === "string" && typeof wanted === "string")
    return actual.toLowerCase() === wanted.toLowerCase();
  if (typeof actual === "number" && typeof wanted === "string" && wanted.trim() !== "")
    return actual === Number(wanted);
  if (typeof actual === "boolean" && typeof wanted === "string")
    return String(actual) === wanted.toLowerCase();
  return actual === wanted;
}

function numbers(actual: unknown, wanted: unknown, test: (a: number, b: number) => boolean): boolean {
  if (typeof wanted === "string" && wanted.trim() === "") return false;
  const a = typeof actual === "number" ? actual : Number.NaN;
  const b = typeof wanted === "number" || typeof wanted === "string" ? Number(wanted) : Number.NaN;
  return !Number.isNaN(a) && !Number.isNaN(b) && test(a, b);
}

function moments(actual: unknown, wanted: unknown, test: (a: number, b: number) => boolean): boolean {
  const a = typeof actual === "string" ? momentOf(actual) : null;
  const b = typeof wanted === "string" ? momentOf(wanted) : null;
  return a !== null && b !== null && test(a, b);
}
