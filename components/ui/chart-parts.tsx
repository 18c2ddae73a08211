"use client";

import type { ReactNode } from "react";

export type ChartTone =
  | "entry"
  | "wait"
  | "decision"
  | "message"
  | "coupon"
  | "goal"
  | "exit"
  | "ok"
  | "warn"
  | "bad"
  | "info"
  | "ink";

/** One measure of a chart: which member of the rows, its name, and its colour (that of the step it is about). */
export type ChartSeries = { key: string; label: string; tone: ChartTone };
export type ChartRow = Record<string, string | number | null>;

/** The CSS colour of a tone, in both themes. */
export function toneColor(tone: ChartTone): string {
  return tone === "ok" || tone === "warn" || tone === "bad" || tone === "info" || tone === "ink"
    ? `var(--${tone})`
    : `var(--step-${tone})`;
}

export const axisLook = {
  tickLine: false,
  axisLine: false,
  tick: { fill: "var(--muted)", fontSize: 12 },
  tickMargin: 8,
} as const;

/** The names of the measures, above the chart. One measure needs none: the title says it. */
export function ChartLegend({ series }: { series: readonly ChartSeries[] }) {
  if (series.length < 2) return null;
  return (
    <ul className="mb-3 flex flex-wrap gap-x-4 gap-y-1 text-muted text-xs" aria-hidden>
      {series.map((each) => (
        <li key={each.key} className="flex items-center gap-1.5">
          <span className="size-2 rounded-sm" style={{ background: toneColor(each.tone) }} />
          {each.label}
        </li>
      ))}
    </ul>
  );
}

/** What the pointer is over. */
export function ChartHover({
  title,
  entries,
}: {
  title: ReactNode;
  entries: readonly { label: string; tone: ChartTone; value: string }[];
}) {
  return (
    <div className="rounded-md border border-line-strong bg-raised px-3 py-2 text-xs shadow-float">
      <p className="mb-1 font-medium">{title}</p>
      {entries.map((entry) => (
        <p key={entry.label} className="flex items-center gap-2">
          <span className="size-2 rounded-sm" style={{ background: toneColor(entry.tone) }} />
          <span className="text-muted">{entry.label}</span>
          <span className="tabular ml-auto pl-4">{entry.value}</span>
        </p>
      ))}
    </div>
  );
}

/** The same figures as a table, for who cannot see the drawing. */
export function ChartTable({
  label,
  rows,
  x,
  series,
  formatX,
  formatValue,
}: {
  label: string;
  rows: readonly ChartRow[];
  x: string;
  series: readonly ChartSeries[];
  formatX: (value: string | number) => string;
  formatValue: (value: number) => string;
}) {
  return (
    <table className="sr-only">
      <caption>{label}</caption>
      <thead>
        <tr>
          <td />
          {series.map((each) => (
            <th key={each.key} scope="col">
              {each.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={String(row[x])}>
            <th scope="row">{formatX(row[x] ?? "")}</th>
            {series.map((each) => {
              const value = row[each.key];
              return <td key={each.key}>{typeof value === "number" ? formatValue(value) : "none"}</td>;
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
