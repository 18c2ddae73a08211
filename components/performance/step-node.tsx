"use client";

import { Handle, type NodeProps, Position } from "@xyflow/react";
import { memo } from "react";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/utils/cn";
import { formatExact, formatShort } from "@/lib/utils/format-number";
import type { StepNode as StepNodeType } from "./map-graph";
import { OutcomeBar } from "./outcome-bar";
import { lookOf } from "./step-look";

/** A step with what happened at it: how many came, who is here now, and what became of the others. Opens their list. */
export const StepNode = memo(function StepNode({ data, selected }: NodeProps<StepNodeType>) {
  const { step, entered, waiting, segments, arriving, converted } = data;
  const look = lookOf(step.category);
  const Icon = look.icon;
  return (
    <>
      <Handle type="target" position={Position.Top} className="invisible" />
      <div
        className={cn(
          "relative w-60 overflow-hidden rounded-md border border-line bg-surface text-left shadow-card transition-colors hover:border-line-strong",
          selected && "border-line-strong ring-2 ring-focus",
        )}
      >
        <span aria-hidden className={cn("absolute inset-y-0 left-0 w-[3px]", look.edge)} />
        <button
          type="button"
          className="block w-full py-2.5 pr-3 pl-4 text-left focus-visible:outline-offset-[-3px]"
          aria-label={`${step.name}: ${formatExact(entered)} came, ${formatExact(waiting)} here now. Show the customers`}
        >
          <span className="flex items-start gap-2">
            <Icon className={cn("mt-0.5 size-4 shrink-0", look.ink)} aria-hidden />
            <span className="line-clamp-2 min-w-0 flex-1 font-medium leading-5">{step.name}</span>
            <Tooltip content={`${formatExact(entered)} came here`}>
              <span className="tabular shrink-0 font-semibold leading-5">{formatShort(entered)}</span>
            </Tooltip>
          </span>
          <span className="mt-1 flex items-center gap-2 text-muted text-xs">
            {waiting > 0 ? (
              <span className="tabular inline-flex items-center gap-1.5 rounded-full bg-step-wait-soft px-2 py-px font-medium text-step-wait">
                {formatShort(waiting)} here now
              </span>
            ) : (
              <span className="truncate">{converted > 0 ? "Converted on the way" : step.detail}</span>
            )}
            {arriving > 0 ? (
              <span className="tabular ml-auto shrink-0 font-medium text-ink">
                +{formatShort(arriving)} this minute
              </span>
            ) : null}
          </span>
        </button>
        <OutcomeBar segments={segments} entered={entered} />
      </div>
      {step.ports.map((port, index) => (
        <Handle
          key={port.id}
          id={port.id}
          type="source"
          position={Position.Bottom}
          className="invisible"
          style={{ left: `${((index + 1) / (step.ports.length + 1)) * 100}%` }}
        />
      ))}
    </>
  );
});
