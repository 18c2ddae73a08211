"use client";

import { Badge } from "@/components/ui/badge";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { Money } from "@/components/ui/money";
import { NumberText } from "@/components/ui/number";
import { RelativeTime } from "@/components/ui/relative-time";
import type { FlowSummary } from "@/lib/contracts/flows";
import { plural } from "@/lib/utils/plural";
import { FlowRowMenu } from "./flow-row-menu";

const STATUS = {
  draft: { tone: "neutral", label: "Draft" },
  live: { tone: "ok", label: "Live" },
  paused: { tone: "warn", label: "Paused" },
  stopped: { tone: "neutral", label: "Stopped" },
} as const;

function None() {
  return <span className="text-faint">–</span>;
}

/** Columns of the list of flows. */
export const FLOW_COLUMNS: readonly DataColumn<FlowSummary>[] = [
  {
    id: "name",
    header: "Flow",
    truncate: true,
    cell: (flow) => (
      <span className="flex min-w-0 flex-col">
        <span className="truncate font-medium" dir="auto">
          {flow.name}
        </span>
        <span className="truncate text-muted text-xs">
          {flow.trigger ? `When ${flow.trigger} happens` : "No trigger yet"} · {plural(flow.steps, "step")}
        </span>
      </span>
    ),
  },
  {
    id: "status",
    header: "Status",
    width: "120px",
    cell: ({ status, archived, silent }) => (
      <span className="flex flex-wrap items-center gap-1">
        <Badge tone={archived ? "neutral" : STATUS[status].tone}>
          {archived ? "Archived" : STATUS[status].label}
        </Badge>
        {silent ? (
          <Badge
            tone="bad"
            title={`About ${silent.perDay} people a day entered it last week, and nobody in the last 24 hours. Check that its trigger event still arrives.`}
          >
            Silent
          </Badge>
        ) : null}
      </span>
    ),
  },
  {
    id: "entered",
    header: "Entered",
    numeric: true,
    width: "84px",
    cell: ({ entered }) => (entered > 0 ? <NumberText value={entered} /> : <None />),
  },
  {
    id: "converted",
    header: "Converted",
    numeric: true,
    width: "124px",
    cell: ({ converted, entered }) =>
      entered > 0 ? (
        <span className="inline-flex items-baseline justify-end gap-2">
          <NumberText value={converted} />
          <NumberText as="share" value={converted / entered} className="w-12 text-faint text-xs" />
        </span>
      ) : (
        <None />
      ),
  },
  {
    id: "revenue",
    header: "Revenue",
    numeric: true,
    width: "96px",
    cell: ({ revenue, currency }) =>
      revenue > 0 ? <Money minor={revenue} currency={currency} short /> : <None />,
  },
  {
    id: "updated",
    header: "Changed",
    width: "128px",
    cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
  },
  {
    id: "menu",
    header: "",
    srHeader: "Actions",
    width: "56px",
    interactive: true,
    cell: (flow) => <FlowRowMenu flow={flow} />,
  },
];
