import { DomainError } from "@/lib/domain/errors";

/** A value of a query: text, a list, or named parts. */
export type QueryValue = string | QueryValue[] | { [name: string]: QueryValue };

const DEEPEST = 8;
const MOST = 500;

type Parts = Map<string, string | Parts>;

/**
 * Reads a query whose names have parts in brackets: `filters[code][conditions][$in][0]=A` becomes
 * `{filters: {code: {conditions: {$in: ["A"]}}}}`. Parts named 0, 1, 2 ... or nothing are a list, in the order they came.
 * @throws DomainError invalid_input for a query that is too deep or too long, or names the same thing twice in two shapes
 */
export function readBrackets(search: URLSearchParams): Record<string, QueryValue> {
  const whole: Parts = new Map();
  if (search.size > MOST) throw new DomainError("invalid_input", `The query has more than ${MOST} parts.`);
  for (const [name, value] of search) put(whole, pathOf(name), value, name);
  return Object.fromEntries([...whole].map(([name, part]) => [name, partValue(part)]));
}

function pathOf(name: string): string[] {
  const match = /^([^[\]]+)((?:\[[^[\]]*\])*)$/.exec(name);
  if (!match) return [name];
  const parts = [...(match[2] ?? "").matchAll(/\[([^[\]]*)\]/g)].map((part) => part[1] ?? "");
  if (parts.length > DEEPEST)
    throw new DomainError("invalid_input", `${name.slice(0, 60)}: the query goes more than ${DEEPEST} deep.`);
  return [match[1] ?? "", ...parts];
}

function put(whole: Parts, path: readonly string[], value: string, name: string): void {
  let at = whole;
  for (const part of path.slice(0, -1)) {
    const next = at.get(part) ?? new Map<string, string | Parts>();
    if (typeof next === "string") throw twice(name);
    at.set(part, next);
    at = next;
  }
  const last = path.at(-1) ?? "";
  if (at.get(last) instanceof Map) throw twice(name);
  // `in[]=a&in[]=b` and `in=a&in=b`: each is one more of the list.
  if (last === "") at.set(String(at.size), value);
  else at.set(last, value);
}

function twice(name: string): DomainError {
  return new DomainError("invalid_input", `${name.slice(0, 60)}: the query names this in two shapes.`);
}

function partValue(part: string | Parts): QueryValue {
  if (typeof part === "string") return part;
  const names = [...part.keys()];
  if (names.length > 0 && names.every((name) => /^\d{1,3}$/.test(name)))
    return [...part.values()].map(partValue);
  return Object.fromEntries([...part].map(([name, value]) => [name, partValue(value)]));
}
