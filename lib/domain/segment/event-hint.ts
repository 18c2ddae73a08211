import type { EventFilter } from "./rule";

/**
 * What a filter about an event can know, for whoever writes it: an event counts for as long as it is kept.
 * @param months that the workspace keeps history; null is for ever, undefined is not known yet
 */
export function eventHint(metric: EventFilter["metric"], months: number | null | undefined): string {
  const kept = months === undefined ? "the time" : `the ${months} months`;
  if (metric === "occurred")
    return months === null
      ? "Counts from the first event on. “Less than 1” takes customers who never did it."
      : `Counts ${kept} for which history is kept (Settings, General). “Less than 1” takes customers who did not do it in that time.`;
  return months === null
    ? "A day is 24 hours; begun days do not count. Customers who never did it are not taken."
    : `A day is 24 hours; begun days do not count. Customers who did not do it in ${kept} for which history is kept (Settings, General) are not taken.`;
}
