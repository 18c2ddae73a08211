import type { Issue } from "./errors";

const LEVELS = 40;

/** What keeps a JSON value from being stored: nested too deep, a NUL character, or half a character. null when nothing does. */
export function storableIssue(value: unknown): Issue | null {
  if (deeperThan(value, LEVELS)) {
    return { path: "", message: `It is nested more than ${LEVELS} levels deep.`, fix: "Send it flatter." };
  }
  const found = UNSTORABLE.exec(JSON.stringify(value) ?? "")?.[1];
  if (found === undefined) return null;
  return found === "0000"
    ? { path: "", message: "It holds a NUL character (\\u0000).", fix: "Remove \\u0000 from the text." }
    : {
        path: "",
        message: `It holds half a character (\\u${found}).`,
        fix: "Cut texts between characters, not inside one.",
      };
}

// JSON.stringify writes exactly these as escapes: a NUL, and a surrogate without its partner. An even number of backslashes before it
// would make it plain text.
const UNSTORABLE = /(?<!\\)(?:\\\\)*\\u(0000|d[89a-f][0-9a-f]{2})/;

function deeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((child) => deeperThan(child, levels - 1));
}
