"use client";

import type { ReactNode } from "react";
import { type ChartTone, toneColor } from "@/components/ui/chart-parts";
import { NumberText } from "@/components/ui/number";
import { cn } from "@/lib/utils/cn";
import { formatExact, formatShare } from "@/lib/utils/format-number";

export type FunnelStage = {
  id: string;
  label: string;
  count: number;
  tone: ChartTone;
  /** Under the name: what else is known, such as the revenue. */
  note?: ReactNode;
};

/**
 * How many came how far: a bar per stage, as wide as its share of the first. Between two stages stands the share that
 * went on. `onStage` makes each stage a button (to its customers).
 */
export function ChartFunnel({
  label,
  stages,
  onStage,
}: {
  label: string;
  stages: readonly FunnelStage[];
  onStage?: (id: string) => void;
}) {
  const first = stages[0]?.count ?? 0;
  return (
    <ol aria-label={label} className="flex min-w-0 flex-col">
      {stages.map((stage, index) => {
        const before = stages[index - 1];
        const ofFirst = first > 0 ? stage.count / first : 0;
        return (
          <li key={stage.id}>
            {before ? (
              <p className="tabular py-1 pl-3 text-faint text-xs">
                {before.count > 0 ? `${formatShare(stage.count / before.count)} went on` : "nobody went on"}
              </p>
            ) : null}
            <Stage stage={stage} share={ofFirst} onClick={onStage ? () => onStage(stage.id) : undefined} />
          </li>
        );
      })}
    </ol>
  );
}

function Stage({
  stage,
  share,
  onClick,
}: {
  stage: FunnelStage;
  share: number;
  onClick: (() => void) | undefined;
}) {
  const body = (
    <>
      <span
        aria-hidden
        className="absolute inset-y-0 left-0 rounded-sm opacity-15"
        style={{
          width: `max(3px, ${share * 100}%)`,
          background: toneColor(stage.tone),
        }}
      />
      <span
        aria-hidden
        className="absolute inset-y-0 left-0 w-[3px] rounded-l-sm"
        style={{ background: toneColor(stage.tone) }}
      />
      <span className="relative min-w-0 flex-1">
        <span className="block truncate font-medium">{stage.label}</span>
        {stage.note ? <span className="block truncate text-ink text-xs">{stage.note}</span> : null}
      </span>
      <span className="relative flex shrink-0 items-baseline gap-3">
        <NumberText value={stage.count} className="font-medium" />
        <span className="tabular w-12 text-right text-ink text-xs">{formatShare(share)}</span>
      </span>
    </>
  );
  const look = "relative flex min-h-11 w-full items-center gap-4 rounded-sm bg-sunken px-3 py-1.5 text-left";
  if (!onClick) return <div className={look}>{body}</div>;
  return (
    <button
      type="button"
      onClick={onClick}
      aria-label={`${stage.label}: ${formatExact(stage.count)}. Show the customers`}
      className={cn(look, "hover:bg-hover")}
    >
      {body}
    </button>
  );
}
