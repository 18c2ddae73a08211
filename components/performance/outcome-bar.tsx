"use client";

import { Tooltip } from "@/components/ui/tooltip";
import type { Segment } from "@/lib/domain/performance/outcome-bar";
import { formatExact, formatShare } from "@/lib/utils/format-number";

const COLORS: Record<Segment["tone"], string> = {
  entry: "var(--step-entry)",
  wait: "var(--step-wait)",
  decision: "var(--step-decision)",
  message: "var(--step-message)",
  coupon: "var(--step-coupon)",
  goal: "var(--step-goal)",
  exit: "var(--step-exit)",
  warn: "var(--warn)",
  bad: "var(--bad)",
};

/** The colour of a part, with what is still undecided in stripes, so that colour is not the only difference. */
export function segmentFill({ tone, faint }: Pick<Segment, "tone" | "faint">): string {
  const color = COLORS[tone];
  if (tone === "warn") return `repeating-linear-gradient(135deg, ${color} 0 3px, transparent 3px 5px)`;
  return faint ? `repeating-linear-gradient(135deg, ${color} 0 1.5px, transparent 1.5px 5px)` : color;
}

/** What became of all who came to a step, as parts of one bar; the numbers on hover. */
export function OutcomeBar({ segments, entered }: { segments: readonly Segment[]; entered: number }) {
  if (entered === 0 || segments.length === 0) return <div aria-hidden className="h-2 bg-sunken" />;
  return (
    <Tooltip
      side="bottom"
      content={
        <table className="tabular">
          <tbody>
            {segments.map(({ state, label, count }) => (
              <tr key={state}>
                <td className="pr-3">{label}</td>
                <td className="pr-3 text-right">{formatExact(count)}</td>
                <td className="text-right opacity-75">{formatShare(count / entered)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      }
    >
      <button
        type="button"
        tabIndex={-1}
        aria-hidden
        className="relative z-1 flex h-2 w-full cursor-default gap-px bg-sunken"
      >
        {segments.map((segment) => (
          <span
            key={segment.state}
            className="h-full min-w-[3px]"
            style={{ flexGrow: segment.count, flexBasis: 0, background: segmentFill(segment) }}
          />
        ))}
      </button>
    </Tooltip>
  );
}
