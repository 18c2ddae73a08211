"use client";

import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { memo } from "react";
import { Tooltip } from "@/components/ui/tooltip";
import { cn } from "@/lib/utils/cn";
import { formatExact } from "@/lib/utils/format-number";
import { edgeNumbers, type FlowEdge as FlowEdgeType } from "./map-graph";
import { routeEdge } from "./route-edge";

/** Dots at most; more would be a line again. */
const MOST_DOTS = 6;
const TRAVEL_S = 2.4;

/** An edge as wide as its flow. Dots run along it where customers moved within the last minute, unless the system asks for no motion. */
export const FlowEdge = memo(function FlowEdge({
  id,
  data,
  sourceX,
  sourceY,
  targetX,
  targetY,
}: EdgeProps<FlowEdgeType>) {
  if (!data) return null;
  const { path, label } = routeEdge(
    { x: sourceX, y: sourceY },
    { x: targetX, y: targetY },
    data.obstacles,
    data.lane,
  );
  const used = data.count > 0;
  return (
    <>
      <BaseEdge
        id={id}
        path={path}
        style={{
          stroke: used ? "var(--line-strong)" : "var(--line)",
          strokeWidth: data.width,
          strokeDasharray: used ? undefined : "4 5",
          strokeLinecap: "round",
        }}
      />
      {data.moved > 0 ? <Dots path={path} count={data.moved} /> : null}
      <EdgeLabelRenderer>
        <Tooltip
          content={`${data.portLabel}: ${formatExact(data.count)}${data.share ? `, ${data.share} of those who came` : ""}`}
        >
          <span
            className={cn(
              "nodrag nopan tabular pointer-events-auto absolute rounded-full border border-line bg-ground px-2 py-px text-xs",
              used ? "text-ink" : "text-faint",
            )}
            style={{
              transform: `translate(${label.align === "center" ? "-50%" : "0"}, -50%) translate(${label.x}px, ${label.y}px)`,
            }}
          >
            {edgeNumbers(data)}
          </span>
        </Tooltip>
      </EdgeLabelRenderer>
    </>
  );
});

function Dots({ path, count }: { path: string; count: number }) {
  const dots = Math.min(count, MOST_DOTS);
  return (
    <g className="motion-reduce:hidden" aria-hidden>
      {Array.from({ length: dots }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: equal dots, one behind the other
        <circle key={index} r={4} fill="var(--step-entry)" stroke="var(--ground)" strokeWidth={1.5}>
          <animateMotion
            dur={`${TRAVEL_S}s`}
            begin={`${(-TRAVEL_S * index) / dots}s`}
            repeatCount="indefinite"
            path={path}
          />
        </circle>
      ))}
    </g>
  );
}
