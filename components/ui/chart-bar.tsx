"use client";

import { Bar, BarChart, CartesianGrid, Tooltip, XAxis, YAxis } from "recharts";
import { ChartFrame, type ChartProps, chartDefaults, hoverOf } from "@/components/ui/chart-frame";
import { axisLook, toneColor } from "@/components/ui/chart-parts";

/** Amounts side by side or, with `stacked`, on top of each other. */
export function ChartBar({ stacked = false, ...props }: ChartProps & { stacked?: boolean }) {
  const { rows, x, series } = props;
  const formatX = props.formatX ?? chartDefaults.formatX;
  return (
    <ChartFrame {...props}>
      <BarChart
        data={[...rows]}
        margin={{ top: 4, right: 4, bottom: 0, left: 0 }}
        accessibilityLayer={false}
        barGap={2}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis dataKey={x} {...axisLook} tickFormatter={formatX} minTickGap={24} />
        <YAxis
          {...axisLook}
          width={48}
          tickFormatter={props.formatAxis ?? chartDefaults.formatAxis}
          allowDecimals={false}
        />
        <Tooltip
          cursor={{ fill: "var(--hover)" }}
          isAnimationActive={false}
          content={hoverOf(series, formatX, props.formatValue ?? chartDefaults.formatValue)}
        />
        {series.map((each) => (
          <Bar
            key={each.key}
            dataKey={each.key}
            fill={toneColor(each.tone)}
            stackId={stacked ? "all" : undefined}
            radius={stacked ? 0 : [2, 2, 0, 0]}
            maxBarSize={36}
            isAnimationActive={false}
          />
        ))}
      </BarChart>
    </ChartFrame>
  );
}
