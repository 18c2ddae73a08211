"use client";

import type { ReactNode } from "react";
import { Money } from "@/components/ui/money";
import { NumberText } from "@/components/ui/number";
import { Stat } from "@/components/ui/stat";
import type { Performance } from "@/lib/client/queries/performance";
import { total } from "@/lib/domain/performance/flow-counts";

/** The flow in one line. Each number opens the customers behind it. */
export function StatStrip({
  report,
  range,
  onOpen,
}: {
  report: Performance | undefined;
  /** In words: "Last 30 days" */
  range: string;
  onOpen: (state: string) => void;
}) {
  const stats: { label: string; value: ReactNode; note: string; state: string | null }[] = [
    {
      label: "Entered",
      value: report && <NumberText value={report.entered} />,
      note: range,
      state: "entered",
    },
    {
      label: "Inside",
      value: report && <NumberText value={report.active} />,
      note: "Right now",
      state: "active",
    },
    {
      label: "Converted",
      value: report && <NumberText value={report.converted} />,
      note: range,
      state: "converted",
    },
    {
      label: "Conversion rate",
      value:
        report &&
        (report.conversionRate === null ? "–" : <NumberText as="share" value={report.conversionRate} />),
      note: "Of those who entered",
      state: null,
    },
    {
      label: "Revenue",
      value: report?.revenue[0] && (
        <Money minor={report.revenue[0].amount} currency={report.revenue[0].currency} short />
      ),
      note: range,
      state: "converted",
    },
    {
      label: "Left early",
      value: report && <NumberText value={total(report.exited) + report.failed} />,
      note: range,
      state: null,
    },
    {
      label: "Not let in",
      value: report && <NumberText value={total(report.refused)} />,
      note: range,
      state: null,
    },
  ];
  return (
    <ul className="flex divide-x divide-line overflow-x-auto border-line border-b bg-surface">
      {stats.map(({ label, value, note, state }) => (
        <li key={label} className="min-w-32 flex-1">
          {state === null || report === undefined ? (
            <Stat label={label} value={value} note={note} className="px-5 py-3" />
          ) : (
            <button
              type="button"
              className="block w-full px-5 py-3 text-left hover:bg-hover focus-visible:outline-offset-[-3px]"
              onClick={() => onOpen(state)}
            >
              <Stat label={label} value={value} note={note} />
            </button>
          )}
        </li>
      ))}
    </ul>
  );
}
