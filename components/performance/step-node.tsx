"use client";

import { Handle, type NodeProps, Position } from "@xyflow/react";
import { CircleHelp } from "lucide-react";
import { memo } from "react";
import { StepCard } from "@/components/canvas/step-card";
import type { StepCategory } from "@/lib/domain/flow/step-definition";
import { viewOf } from "@/lib/steps/views";
import { formatExact, formatShort } from "@/lib/utils/format-number";
import type { StepNode as StepNodeType } from "./map-graph";
import { OutcomeBar } from "./outcome-bar";

const UNKNOWN = { Icon: CircleHelp };

/** A step's card with what happened at it: how many came, who is here now, and what became of the others. Opens their list. */
export const StepNode = memo(function StepNode({ data }: NodeProps<StepNodeType>) {
  const { step, entered, waiting, segments, arriving, converted } = data;
  return (
    <>
      <Handle type="target" position={Position.Top} className="invisible" />
      <StepCard
        category={step.category as StepCategory | null}
        view={viewOf(step.type)?.card ?? UNKNOWN}
        title={step.name}
        detail={step.detail}
        config={step.config}
        ports={step.ports}
        faint={entered === 0}
        portSlot={(port) => (
          <Handle type="source" position={Position.Bottom} id={port.id} className="invisible" />
        )}
      >
        <div className="flex items-center gap-2 px-2.5 pb-1.5 text-xs">
          <button
            type="button"
            // Reaches over the whole card, so that all of it opens the list.
            className="tabular rounded-sm after:absolute after:inset-0 after:rounded-md"
            aria-label={`${step.name}: ${formatExact(entered)} came, ${formatExact(waiting)} here now. Show the customers`}
          >
            <span className="font-semibold text-sm">{formatShort(entered)}</span>{" "}
            <span className="text-muted">{converted > 0 ? "converted on the way" : "came"}</span>
          </button>
          <span className="ml-auto flex items-center gap-2">
            {arriving > 0 ? (
              <span className="tabular font-medium text-step-entry">
                +{formatShort(arriving)} this minute
              </span>
            ) : null}
            {waiting > 0 ? (
              <span className="tabular whitespace-nowrap rounded-full bg-step-wait-soft px-2 font-medium text-step-wait leading-5">
                {formatShort(waiting)} here now
              </span>
            ) : null}
          </span>
        </div>
        <OutcomeBar segments={segments} entered={entered} />
      </StepCard>
    </>
  );
});
