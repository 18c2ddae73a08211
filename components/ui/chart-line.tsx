"use client";

import { CartesianGrid, Line, LineChart, Tooltip, XAxis, YAxis } from "recharts";
import { ChartFrame, type ChartProps, chartDefaults, hoverOf } from "@/components/ui/chart-frame";
import { axisLook, toneColor } from "@/components/ui/chart-parts";

/** How measures went over time. A null leaves a gap. */
export function ChartLine(props: ChartProps) {
  const { rows, x, series } = props;
  const formatX = props.formatX ?? chartDefaults.formatX;
  return (
    <ChartFrame {...props}>
      <LineChart
        data={[...rows]}
        margin={{ top: 4, right: 8, bottom: 0, left: 0 }}
        accessibilityLayer={false}
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
          cursor={{ stroke: "var(--line-strong)" }}
          isAnimationActive={false}
          content={hoverOf(series, formatX, props.formatValue ?? chartDefaults.formatValue)}
        />
        {series.map((each) => (
          <Line
            key={each.key}
            dataKey={each.key}
            stroke={toneColor(each.tone)}
            strokeWidth={2}
            type="monotone"
            dot={rows.length < 2}
            activeDot={{ r: 4, strokeWidth: 2, stroke: "var(--surface)" }}
            isAnimationActive={false}
          />
        ))}
      </LineChart>
    </ChartFrame>
  );
}
