import type { Issue } from "./errors";

const LEVELS = 40;

/** What keeps a JSON value from being stored: nested too deep, a NUL character, or half a character. null when nothing does. */
export function storableIssue(value: unknown): Issue | null {
  return storable(value).issue;
}

/** The same with the value's text, which is "" where an issue keeps it from being stored. */
export function storable(value: unknown): { text: string; issue: Issue | null } {
  if (deeperThan(value, LEVELS)) {
    return unstorable(`It is nested more than ${LEVELS} levels deep.`, "Send it flatter.");
  }
  const text = JSON.stringify(value) ?? "";
  // Almost no text has an escape of this kind, and looking for one costs next to nothing.
  const found = text.includes("\\u") ? UNSTORABLE.exec(text)?.[1] : undefined;
  if (found === undefined) return { text, issue: null };
  return found === "0000"
    ? unstorable("It holds a NUL character (\\u0000).", "Remove \\u0000 from the text.")
    : unstorable(`It holds half a character (\\u${found}).`, "Cut texts between characters, not inside one.");
}

function unstorable(message: string, fix: string): { text: string; issue: Issue } {
  return { text: "", issue: { path: "", message, fix } };
}

// JSON.stringify writes exactly these as escapes: a NUL, and a surrogate without its partner. An even number of backslashes before it
// would make it plain text.
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(0000|d[89a-f][0-9a-f]{2})/;

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  if (levels === 0) return true;
  if (Array.isArray(value)) return value.some((child) => deeperThan(child, levels - 1));
  const values = value as Record<string, unknown>;
  for (const key in values) if (deeperThan(values[key], levels - 1)) return true;
  return false;
}
