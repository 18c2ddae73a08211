/** What a rule's logic says: names of conditions joined by and, or, not. */
export type Logic =
  | { kind: "name"; name: string }
  | { kind: "not"; part: Logic }
  | { kind: "and" | "or"; parts: Logic[] };

export type ParsedLogic = { kind: "logic"; logic: Logic } | { kind: "error"; message: string };

const DEEPEST = 50;

/** Reads "1 and (2 or not 3)". `not` binds tighter than `and`, `and` tighter than `or`; case does not matter. */
export function parseLogic(text: string): ParsedLogic {
  const tokens = text.match(/\(|\)|[^\s()]+/g) ?? [];
  let next = 0;
  const error = (message: string) => new LogicError(message);
  const word = () => tokens[next]?.toLowerCase();

  function or(depth: number): Logic {
    return joined("or", () => joined("and", () => unary(depth)));
  }
  function joined(kind: "and" | "or", part: () => Logic): Logic {
    const parts = [part()];
    while (word() === kind) {
      next++;
      parts.push(part());
    }
    return parts.length === 1 ? parts[0]! : { kind, parts };
  }
  function unary(depth: number): Logic {
    if (depth > DEEPEST) throw error(`The logic is nested deeper than ${DEEPEST} levels.`);
    const token = tokens[next];
    if (token === undefined) throw error("The logic ends where a condition is expected.");
    next++;
    if (token.toLowerCase() === "not") return { kind: "not", part: unary(depth + 1) };
    if (token === "(") {
      const inner = or(depth + 1);
      if (tokens[next] !== ")") throw error("A ( is never closed by a ).");
      next++;
      return inner;
    }
    if (token === ")" || token.toLowerCase() === "and" || token.toLowerCase() === "or")
      throw error(`"${token}" stands where a condition is expected.`);
    return { kind: "name", name: token };
  }

  try {
    const logic = or(0);
    if (next < tokens.length)
      throw error(`"${tokens[next]}" stands where "and", "or" or the end is expected.`);
    return { kind: "logic", logic };
  } catch (problem) {
    if (problem instanceof LogicError) return { kind: "error", message: problem.message };
    throw problem;
  }
}

/** The names in a logic, each once. */
export function namesIn(logic: Logic): string[] {
  if (logic.kind === "name") return [logic.name];
  const parts = logic.kind === "not" ? [logic.part] : logic.parts;
  return [...new Set(parts.flatMap(namesIn))];
}

/** Whether a condition holds; null while nobody can know. */
export type Held = boolean | null;

/** Whether the logic holds, given which of its conditions do; null where that depends on one that is not known. */
export function logicHolds(logic: Logic, holds: (name: string) => Held): Held {
  if (logic.kind === "name") return holds(logic.name);
  if (logic.kind === "not") {
    const held = logicHolds(logic.part, holds);
    return held === null ? null : !held;
  }
  // One part that is true decides an "or", one that is false an "and".
  const deciding = logic.kind === "or";
  let joined: Held = !deciding;
  for (const part of logic.parts) {
    const held = logicHolds(part, holds);
    if (held === deciding) return deciding;
    if (held === null) joined = null;
  }
  return joined;
}

class LogicError extends Error {}
