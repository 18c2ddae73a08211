"use client";

import type { ReactElement } from "react";
import { ResponsiveContainer, type TooltipContentProps } from "recharts";
import {
  ChartHover,
  ChartLegend,
  type ChartRow,
  type ChartSeries,
  ChartTable,
} from "@/components/ui/chart-parts";
import { formatExact, formatShort } from "@/lib/utils/format-number";

export type ChartProps = {
  /** What is drawn, with its time range: "Customers entered, last 30 days". */
  label: string;
  rows: readonly ChartRow[];
  /** Which member of the rows stands along the bottom. */
  x: string;
  series: readonly ChartSeries[];
  height?: number;
  formatX?: (value: string | number) => string;
  /** At the axis, short. */
  formatAxis?: (value: number) => string;
  /** On hover and for screen readers, exact, with the unit. */
  formatValue?: (value: number) => string;
};

export const chartDefaults = {
  height: 220,
  formatX: (value: string | number) => String(value),
  formatAxis: (value: number) => formatShort(value),
  formatValue: (value: number) => formatExact(value),
};

/** A drawing with its legend and its figures as a table. */
export function ChartFrame({
  label,
  rows,
  x,
  series,
  height = chartDefaults.height,
  formatX = chartDefaults.formatX,
  formatValue = chartDefaults.formatValue,
  children,
}: ChartProps & { children: ReactElement }) {
  return (
    <figure aria-label={label} className="min-w-0">
      <ChartLegend series={series} />
      <div aria-hidden style={{ height }}>
        <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height }}>
          {children}
        </ResponsiveContainer>
      </div>
      <ChartTable
        label={label}
        rows={rows}
        x={x}
        series={series}
        formatX={formatX}
        formatValue={formatValue}
      />
    </figure>
  );
}

/** The hover box of a drawing over `series`. */
export function hoverOf(
  series: readonly ChartSeries[],
  formatX: (value: string | number) => string,
  formatValue: (value: number) => string,
) {
  return ({ active, payload, label }: TooltipContentProps) => {
    if (!active || !payload?.length) return null;
    const entries = series.flatMap((each) => {
      const value = payload.find((item) => item.dataKey === each.key)?.value;
      return typeof value === "number"
        ? [{ label: each.label, tone: each.tone, value: formatValue(value) }]
        : [];
    });
    return <ChartHover title={formatX(label ?? "")} entries={entries} />;
  };
}
