import { holds, type Scope } from "@/lib/domain/condition/evaluate";
import type { EventFilter, SegmentRule } from "./rule";

const DAY_MS = 86_400_000;

/** How often a customer did something, and when for the last time (epoch ms). */
export type Tally = { count: number; lastAt: number };

/** What a rule may look at. `scope` holds `customer`; a name without a tally never happened. `now` in epoch ms. */
export type SegmentFacts = { scope: Scope; tallies: ReadonlyMap<string, Tally>; now: number };

/** Whether a customer belongs to the segment of this rule. The same question in SQL: lib/server/db/segments/rule-sql.ts. */
export function matches(rule: SegmentRule, facts: SegmentFacts): boolean {
  const test = (filter: SegmentRule["filters"][number]): boolean => {
    if ("filters" in filter) return matches(filter, facts);
    if ("event" in filter) return fits(filter, facts.tallies.get(filter.event), facts.now);
    return holds({ match: "all", conditions: [filter] }, facts.scope);
  };
  return rule.match === "any" && rule.filters.length > 0 ? rule.filters.some(test) : rule.filters.every(test);
}

/** The next moment at which time alone could change the answer, epoch ms; null when it cannot. */
export function nextCheckAt(
  rule: SegmentRule,
  tallies: ReadonlyMap<string, Pick<Tally, "lastAt">>,
  now: number,
): number | null {
  const moments = rule.filters.flatMap((filter): number[] => {
    if ("filters" in filter) return [nextCheckAt(filter, tallies, now) ?? Number.POSITIVE_INFINITY];
    if (!("event" in filter) || filter.metric !== "last_occurred") return [];
    const tally = tallies.get(filter.event);
    if (!tally) return [];
    return [filter.value, filter.value + 1].map((days) => tally.lastAt + days * DAY_MS);
  });
  const next = Math.min(...moments.filter((at) => at > now));
  return Number.isFinite(next) ? next : null;
}

function fits({ metric, comparison, value }: EventFilter, tally: Tally | undefined, now: number): boolean {
  if (metric === "occurred") return compare(tally?.count ?? 0, comparison, value);
  return tally !== undefined && compare(Math.floor((now - tally.lastAt) / DAY_MS), comparison, value);
}

function compare(actual: number, comparison: EventFilter["comparison"], value: number): boolean {
  if (comparison === "more_than") return actual > value;
  return comparison === "less_than" ? actual < value : actual === value;
}
