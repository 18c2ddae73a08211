"use client";

import { Card } from "@/components/ui/card";
import { ChartBar } from "@/components/ui/chart-bar";
import { useFormats } from "@/components/ui/format-context";
import { Skeleton } from "@/components/ui/skeleton";
import { Stat } from "@/components/ui/stat";
import type { EngineState } from "@/lib/client/queries/engine";
import { formatDuration } from "@/lib/utils/format-duration";
import { formatShort } from "@/lib/utils/format-number";
import { formatTimeOfDay } from "@/lib/utils/format-time";

/** Full minutes that "now" is the mean of. */
const NOW_MINUTES = 5;

/** What the workers of all machines do per minute, and how far behind they are. */
export function Throughput({ engine }: { engine: EngineState | undefined }) {
  const { timeZone } = useFormats();
  const recent = engine?.minutes.slice(-NOW_MINUTES - 1, -1) ?? [];
  const perSecond = (key: "events" | "timers" | "messages") =>
    engine && rate(recent.reduce((sum, minute) => sum + minute[key], 0) / (recent.length * 60));
  const sum = (key: "pending" | "due") =>
    engine && formatShort(engine.shards.reduce((total, shard) => total + shard[key], 0));
  return (
    <Card
      title="Now"
      description={`Of the whole installation, all workspaces and machines together; averages of the last ${NOW_MINUTES} minutes.`}
    >
      <div className="grid grid-cols-2 gap-4 sm:grid-cols-3 lg:grid-cols-6">
        <Stat
          label="Behind by"
          value={engine && (engine.lagSeconds < 1 ? "0 s" : formatDuration(engine.lagSeconds * 1000))}
          note="oldest waiting"
        />
        <Stat label="Events waiting" value={sum("pending")} />
        <Stat label="Timers due" value={sum("due")} />
        <Stat label="Events handled" value={perSecond("events")} note="a second" />
        <Stat label="Timers handled" value={perSecond("timers")} note="a second" />
        <Stat label="Messages decided" value={perSecond("messages")} note="a second" />
      </div>
      <div className="mt-5">
        {engine ? (
          <ChartBar
            label="Handled per minute, last 15 minutes"
            rows={engine.minutes}
            x="minute"
            height={160}
            stacked
            series={[
              { key: "events", label: "Events", tone: "entry" },
              { key: "timers", label: "Timers", tone: "wait" },
            ]}
            formatX={(minute) => formatTimeOfDay(String(minute), timeZone)}
          />
        ) : (
          <Skeleton className="h-40" />
        )}
      </div>
    </Card>
  );
}

function rate(perSecond: number): string {
  return perSecond > 0 && perSecond < 10 ? perSecond.toFixed(1) : formatShort(Math.round(perSecond));
}
