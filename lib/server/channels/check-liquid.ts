import type { Template, Variable } from "liquidjs";
import { VARIABLE_ROOTS } from "@/lib/domain/message/variables";
import { type LiquidTarget, liquidFor, parseLiquid } from "./liquid";

/** A mistake in a Liquid source, with its line (from 1) and how to mend it. */
export type LiquidProblem = { line: number; message: string; fix: string };

/** Finds what would keep a source from being rendered, or would print nothing for everybody: syntax, filters, names. */
export function checkLiquid(target: LiquidTarget, source: string): LiquidProblem[] {
  const parsed = parse(target, source);
  if (!Array.isArray(parsed)) return [parsed];
  const { globals } = liquidFor(target).analyzeSync(parsed);
  return Object.values(globals)
    .flat()
    .flatMap((variable) => nameProblem(variable) ?? []);
}

/** Only what would keep a source from being rendered: nothing, or the first mistake. */
export function syntaxProblems(target: LiquidTarget, source: string): LiquidProblem[] {
  const parsed = parse(target, source);
  return Array.isArray(parsed) ? [] : [parsed];
}

function parse(target: LiquidTarget, source: string): Template[] | LiquidProblem {
  try {
    return parseLiquid(target, source);
  } catch (error) {
    return syntaxProblem(error as Error);
  }
}

function syntaxProblem(error: Error): LiquidProblem {
  const token = (error as { token?: { getPosition?: () => [number, number] } }).token;
  const line = token?.getPosition?.()[0] ?? 1;
  const words = error.message.replace(/,? *line:\d+.*$/s, "");
  const filter = /undefined filter: (\S+)/.exec(words)?.[1];
  if (filter) {
    return {
      line,
      message: `There is no filter "${filter}".`,
      fix:
        filter === "raw"
          ? "Remove it: every value is printed safely as it is."
          : "Check its spelling, or remove it with the bar before it.",
    };
  }
  const tag = /tag "(\S+)" not found/.exec(words)?.[1];
  if (tag)
    return {
      line,
      message: `There is no tag "${tag}".`,
      fix: "Use if, unless, case, for, assign or capture.",
    };
  const open = /tag (\{%.*%\}) not closed/.exec(words)?.[1];
  if (open)
    return {
      line,
      message: `${open} is never closed.`,
      fix: `Add {% end${open.replace(/^\{%-?\s*(\w+).*$/s, "$1")} %} where it should stop.`,
    };
  if (/not closed/.test(words))
    return { line, message: "A {{ or {% is never closed.", fix: "Add the }} or %} at its end." };
  return {
    line,
    message: `This cannot be read: ${words}.`,
    fix: "Correct it, or insert the variable from the list.",
  };
}

function nameProblem(variable: Variable): LiquidProblem | null {
  const [root, second] = variable.segments.map((segment) =>
    typeof segment === "object" ? "" : String(segment),
  );
  const line = variable.location.row;
  const below = root === undefined ? undefined : VARIABLE_ROOTS[root];
  if (root === undefined || !below) {
    const near = nearest(root ?? "", Object.keys(VARIABLE_ROOTS));
    return {
      line,
      message: `Nothing here is called "${root}".`,
      fix: near
        ? `Did you mean ${near}?`
        : `Begin with ${Object.keys(VARIABLE_ROOTS).slice(0, 5).join(", ")} or another name from the list.`,
    };
  }
  if (
    second === undefined ||
    second === "" ||
    below === "any" ||
    below.length === 0 ||
    below.includes(second)
  )
    return null;
  const near = nearest(second, below);
  const own =
    root === "customer"
      ? ` Your own attributes are customer.attributes.${second}.`
      : root === "event"
        ? ` The event's properties are event.properties.${second}.`
        : "";
  return {
    line,
    message: `"${root}" has no "${second}".`,
    fix: near ? `Did you mean ${root}.${near}?${own}` : `It has ${below.join(", ")}.${own}`,
  };
}

/** The candidate that differs by at most two letters, case aside. */
function nearest(name: string, candidates: readonly string[]): string | null {
  const scored = candidates.map((candidate) => ({
    candidate,
    distance: distance(name.toLowerCase(), candidate.toLowerCase()),
  }));
  const best = scored.sort((a, b) => a.distance - b.distance)[0];
  return best && best.distance <= 2 ? best.candidate : null;
}

function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const swap = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
