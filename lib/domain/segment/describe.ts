import { type ConditionWords, describeConditions } from "@/lib/domain/condition/describe";
import type { EventFilter, SegmentFilter, SegmentRule } from "./rule";

const COMPARISON: Record<EventFilter["comparison"], string> = {
  more_than: "more than",
  exactly: "exactly",
  less_than: "less than",
};

/** A rule in words. `title` gives the name that people know an event by. */
export function describeRule(
  rule: SegmentRule,
  title: (event: string) => string,
  say?: ConditionWords,
): string {
  if (rule.filters.length === 0) return "Everybody";
  return rule.filters
    .map((filter) => words(filter, title, say))
    .join(rule.match === "any" ? " or " : " and ");
}

function words(filter: SegmentFilter, title: (event: string) => string, say?: ConditionWords): string {
  if ("filters" in filter) return `(${describeRule(filter, title, say)})`;
  if (!("event" in filter)) return describeConditions({ match: "all", conditions: [filter] }, say);
  const { event, metric, comparison, value } = filter;
  const how = COMPARISON[comparison];
  return metric === "occurred"
    ? `${title(event)} has occurred ${how} ${value} ${value === 1 ? "time" : "times"}`
    : `${title(event)} last occurred ${how} ${value} ${value === 1 ? "day" : "days"} ago`;
}
