import type { CounterSum, FlowCounts } from "./counts";

/** The flow's own counters; those of steps are passed over. */
export function flowCounts(sums: readonly CounterSum[]): FlowCounts {
  const counts: FlowCounts = {
    entered: 0,
    movedIn: 0,
    movedOut: 0,
    completed: 0,
    converted: 0,
    convertedBy: {},
    exited: {},
    failed: 0,
    refused: {},
    revenue: 0,
  };
  for (const { stepId, outcome, count, amount } of sums) {
    if (stepId !== "") continue;
    const [what, why] = cut(outcome);
    if (what === "entered" || what === "completed" || what === "failed") counts[what] += count;
    else if (what === "moved_in") counts.movedIn += count;
    else if (what === "moved_out") counts.movedOut += count;
    else if (what === "exited" || what === "refused") counts[what][why] = (counts[what][why] ?? 0) + count;
    else if (what === "converted" && why === "") {
      counts.converted += count;
      counts.revenue += amount;
    } else if (what === "converted") {
      const before = counts.convertedBy[why] ?? { count: 0, revenue: 0 };
      counts.convertedBy[why] = { count: before.count + count, revenue: before.revenue + amount };
    }
  }
  return counts;
}

/** How many are inside. */
export function activeOf({ entered, movedIn, movedOut, completed, exited, failed }: FlowCounts): number {
  return entered + movedIn - movedOut - completed - failed - total(exited);
}

/** The sum of a table of counts. */
export function total(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((sum, count) => sum + count, 0);
}

/** "skipped:no_consent" is ["skipped", "no_consent"]; what follows the first colon stays whole. */
export function cut(outcome: string): [what: string, why: string] {
  const colon = outcome.indexOf(":");
  return colon < 0 ? [outcome, ""] : [outcome.slice(0, colon), outcome.slice(colon + 1)];
}
