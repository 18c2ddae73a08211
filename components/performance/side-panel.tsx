"use client";

import { ChartBar } from "@/components/ui/chart-bar";
import { ChartFunnel } from "@/components/ui/chart-funnel";
import { ChartLine } from "@/components/ui/chart-line";
import { useFormats } from "@/components/ui/format-context";
import type { MapStep, Performance, StepPerformance } from "@/lib/client/queries/performance";
import { exitWords, refusalWords } from "@/lib/domain/timeline/reason-words";
import { formatMoney } from "@/lib/utils/format-money";
import { formatExact } from "@/lib/utils/format-number";
import { formatDate, formatDateTime, formatTimeOfDay } from "@/lib/utils/format-time";
import { MessageTable } from "./message-table";
import { ReasonList } from "./reason-list";

/** The same numbers as pictures: how far people got, how it went over time, each message, and who left or was not let in. */
export function SidePanel({
  report,
  steps,
  range,
  onOpen,
}: {
  report: Performance;
  steps: readonly MapStep[];
  range: string;
  onOpen: (stepId: string | null, state: string) => void;
}) {
  const { timeZone, currency } = useFormats();
  const counts = new Map(report.steps.map((step) => [step.stepId, step]));
  const { unit, points } = report.series;
  const rows = points.map(({ at, entered, converted, revenue }) => ({ at, entered, converted, revenue }));
  const formatX = (at: string | number) =>
    unit === "hour" ? formatTimeOfDay(at, timeZone) : formatDate(at, timeZone).replace(/ \d{4}$/, "");
  const exactX = (at: string | number) =>
    unit === "hour" ? formatDateTime(at, timeZone) : formatDate(at, timeZone);
  const axis = rows.length > 1 ? formatX : exactX;
  const money = report.revenue[0]?.currency ?? currency;
  return (
    <div className="flex flex-col gap-8 px-5 py-5">
      <Part title="How far people get" note={`The busiest way through the flow, ${lower(range)}`}>
        <ChartFunnel
          label={`How far people get, ${lower(range)}`}
          stages={report.funnel.map(({ stepId, what, label, count }) => ({
            id: `${stepId ?? ""} ${what}`,
            label,
            count,
            tone:
              what === "entered"
                ? "entry"
                : what === "converted"
                  ? "goal"
                  : what === "reached"
                    ? "coupon"
                    : "message",
          }))}
          onStage={(id) => {
            const [stepId = "", what = ""] = id.split(" ");
            onOpen(stepId || null, STATES[what] ?? "entered");
          }}
        />
      </Part>
      <Part title="Messages" note={range}>
        <MessageTable messages={messagesOf(steps, counts)} currency={money} onOpen={onOpen} />
      </Part>
      {rows.length > 0 ? (
        <>
          <Part title={unit === "hour" ? "Hour by hour" : "Day by day"} note={range}>
            <ChartLine
              label={`Customers by ${unit}, ${lower(range)}`}
              rows={rows}
              x="at"
              height={170}
              formatX={axis}
              series={[
                { key: "entered", label: "Entered", tone: "entry" },
                { key: "converted", label: "Converted", tone: "goal" },
              ]}
              formatValue={(count) => formatExact(count)}
            />
          </Part>
          <Part title="Revenue" note={range}>
            <ChartBar
              label={`Revenue by ${unit}, ${lower(range)}`}
              rows={rows}
              x="at"
              height={140}
              formatX={axis}
              series={[{ key: "revenue", label: "Revenue", tone: "goal" }]}
              formatAxis={(minor) => formatMoney(minor, money, { short: true })}
              formatValue={(minor) => formatMoney(minor, money)}
            />
          </Part>
        </>
      ) : null}
      <Part title="What earned the conversions" note={range}>
        <ReasonList
          empty="Nobody has converted in this time."
          reasons={Object.entries(report.convertedBy).map(([rule, { count, revenue }]) => ({
            key: rule,
            label: RULES[rule] ?? rule,
            count,
            note: formatMoney(revenue, money),
            onOpen: () => onOpen(null, `converted:${rule}`),
          }))}
        />
      </Part>
      <Part title="Left early" note={range}>
        <ReasonList
          empty="Nobody left early in this time."
          reasons={[
            ...Object.entries(report.exited).map(([reason, count]) => ({
              key: reason,
              label: sentence(exitWords(reason)),
              count,
              onOpen: () => onOpen(null, `exited:${reason}`),
            })),
            ...(report.failed > 0
              ? [
                  {
                    key: "failed",
                    label: "A step failed",
                    count: report.failed,
                    onOpen: () => onOpen(null, "failed"),
                  },
                ]
              : []),
          ]}
        />
      </Part>
      <Part title="Not let in" note={range}>
        <ReasonList
          empty="Everybody whose event arrived was let in."
          reasons={Object.entries(report.refused).map(([reason, count]) => ({
            key: reason,
            label: sentence(refusalWords(reason)),
            count,
          }))}
        />
      </Part>
    </div>
  );
}

/** Which customers a stage of the funnel opens. */
const STATES: Record<string, string> = {
  sent: "outcome:sent",
  opened: "outcome:opened",
  clicked: "outcome:clicked",
  converted: "earned",
};

const RULES: Record<string, string> = {
  code: "Used the code that the flow gave",
  click: "Followed a link of the flow",
  delivered: "Had a message of the flow",
  goal: "Bought while in the flow",
};

function messagesOf(steps: readonly MapStep[], counts: ReadonlyMap<string, StepPerformance>) {
  return steps.flatMap((step) => {
    const found = counts.get(step.id);
    return step.category === "message" && found ? [{ step, counts: found }] : [];
  });
}

function Part({ title, note, children }: { title: string; note: string; children: React.ReactNode }) {
  return (
    <section>
      <h2 className="font-semibold">{title}</h2>
      <p className="mb-3 text-faint text-xs">{note}</p>
      {children}
    </section>
  );
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

function sentence(clause: string): string {
  return clause.charAt(0).toUpperCase() + clause.slice(1);
}
