import type { TimelineEntry } from "./entry";

/**
 * Puts what a step did in its place among the decisions of the same moment: a message or code of a step stands right above the passage to
 * that step, instead of above or below all of them. Newest first, as given; entries of other moments keep their places.
 */
export function arrange(entries: readonly TimelineEntry[]): TimelineEntry[] {
  const arranged: TimelineEntry[] = [];
  for (let start = 0; start < entries.length; ) {
    let end = start + 1;
    while (end < entries.length && entries[end]!.at === entries[start]!.at) end++;
    arranged.push(...ofOneMoment(entries.slice(start, end)));
    start = end;
  }
  return arranged;
}

function ofOneMoment(entries: TimelineEntry[]): TimelineEntry[] {
  const placed = entries.filter((entry) => !isDeed(entry));
  // From the oldest on, so that several deeds of one step keep their order.
  for (const deed of entries.filter(isDeed).reverse()) {
    const arrival = placed.findIndex(
      ({ runId, kind, facts }) => runId === deed.runId && kind === "left" && facts?.to === deed.stepId,
    );
    placed.splice(Math.max(arrival, 0), 0, deed);
  }
  return placed;
}

function isDeed({ kind, runId, stepId }: TimelineEntry): boolean {
  return (kind === "message" || kind === "voucher") && runId !== undefined && stepId !== undefined;
}
