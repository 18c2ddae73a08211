"use client";

import {
  ArrowLeft,
  Megaphone,
  PanelRightClose,
  PanelRightOpen,
  PencilRuler,
  TriangleAlert,
} from "lucide-react";
import Link from "next/link";
import { useMemo, useState } from "react";
import { MoveNotice } from "@/components/flows/move-notice";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { DateRangePicker } from "@/components/ui/date-range";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { useFormats } from "@/components/ui/format-context";
import { IconButton } from "@/components/ui/icon-button";
import { Select } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { StatusDot } from "@/components/ui/status-dot";
import { Tooltip } from "@/components/ui/tooltip";
import { useMe } from "@/lib/client/queries/me";
import { type FlowMap, useFlowMap, usePerformance } from "@/lib/client/queries/performance";
import { type DateRange, describeDateRange } from "@/lib/utils/date-range";
import { formatDateTime } from "@/lib/utils/format-time";
import { choicesOf } from "./choices";
import { type Asked, PeopleSheet } from "./people-sheet";
import { PerformanceMap } from "./performance-map";
import { SidePanel } from "./side-panel";
import { StatStrip } from "./stat-strip";
import { useMovement } from "./use-movement";

/** What happened in a flow, on its own drawing: live numbers, the funnel, and the customers behind each number. */
export function PerformanceScreen({ flowId }: { flowId: string }) {
  const [range, setRange] = useState<DateRange>({ preset: "30d" });
  const [version, setVersion] = useState<number | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [panel, setPanel] = useState(true);
  const { timeZone } = useFormats();
  const map = useFlowMap(flowId, version);
  const numbers = usePerformance(flowId, range, version, timeZone);
  const report = numbers.data?.report;
  const steps = useMemo(() => new Map(report?.steps.map((step) => [step.stepId, step])), [report]);
  const moved = useMovement(`${JSON.stringify(range)} ${version}`, report?.steps, report?.at);
  const words = describeDateRange(range);

  const error = map.error ?? (report ? null : numbers.error);
  if (error)
    return (
      <ErrorState
        error={error}
        title="The performance of this flow cannot be shown"
        onRetry={() => void Promise.all([map.refetch(), numbers.refetch()])}
      />
    );
  const step = map.data?.steps.find(({ id }) => id === asked?.stepId);
  return (
    <div className="flex h-full min-h-0 flex-col">
      <Head
        map={map.data}
        flowId={flowId}
        version={version}
        onVersion={setVersion}
        range={range}
        onRange={setRange}
        problems={report?.problems ?? []}
        panel={panel}
        onPanel={() => setPanel(!panel)}
      />
      <StatStrip report={report} range={words} onOpen={(state) => setAsked({ stepId: null, state })} />
      <div className="flex min-h-0 flex-1">
        <div className="relative min-w-0 flex-1">
          <MoveNotice flowId={flowId} />
          {map.data ? (
            map.data.version === null ? (
              <NeverLaunched flowId={flowId} />
            ) : (
              <>
                <PerformanceMap
                  key={map.data.version}
                  map={map.data}
                  steps={steps}
                  moved={moved}
                  onOpen={setAsked}
                />
                {report && report.entered === 0 ? <NobodyYet map={map.data} range={words} /> : null}
              </>
            )
          ) : (
            <div
              className="flex h-full flex-col items-center gap-14 p-10"
              role="status"
              aria-label="Loading the flow"
            >
              {["a", "b", "c"].map((key) => (
                <Skeleton key={key} className="h-24 w-60" />
              ))}
            </div>
          )}
        </div>
        {panel && map.data && map.data.version !== null ? (
          <aside
            aria-label="Charts"
            className="w-[360px] shrink-0 overflow-y-auto border-line border-l bg-surface"
          >
            {report ? (
              <SidePanel
                report={report}
                steps={map.data.steps}
                range={words}
                onOpen={(stepId, state) => setAsked({ stepId, state })}
              />
            ) : (
              <div className="space-y-3 p-5">
                {["a", "b", "c", "d", "e"].map((key) => (
                  <Skeleton key={key} className="h-11 w-full" />
                ))}
              </div>
            )}
          </aside>
        ) : null}
      </div>
      <PeopleSheet
        flowId={flowId}
        asked={asked}
        title={step?.name ?? map.data?.flow.name ?? ""}
        choices={asked && report ? choicesOf(asked.stepId, report, step) : []}
        onAsk={(state) => setAsked(asked && { ...asked, state })}
        onClose={() => setAsked(null)}
      />
    </div>
  );
}

const STATUS = {
  live: { tone: "ok", word: "Live" },
  paused: { tone: "warn", word: "Paused" },
  stopped: { tone: "neutral", word: "Stopped" },
  draft: { tone: "neutral", word: "Draft" },
} as const;

function Head({
  map,
  flowId,
  version,
  onVersion,
  range,
  onRange,
  problems,
  panel,
  onPanel,
}: {
  map: FlowMap | undefined;
  flowId: string;
  version: number | null;
  onVersion: (version: number | null) => void;
  range: DateRange;
  onRange: (range: DateRange) => void;
  problems: readonly string[];
  panel: boolean;
  onPanel: () => void;
}) {
  const { timeZone } = useFormats();
  const status = STATUS[(map?.flow.status ?? "draft") as keyof typeof STATUS] ?? STATUS.draft;
  return (
    <header className="flex flex-wrap items-center gap-x-4 gap-y-2 border-line border-b bg-surface px-5 py-2.5">
      <div className="min-w-0 flex-1 basis-64">
        <Link
          href="/flows"
          className="inline-flex items-center gap-1 rounded-sm text-muted text-xs hover:text-ink"
        >
          <ArrowLeft className="size-3.5" aria-hidden />
          Flows
        </Link>
        <div className="flex min-w-0 items-center gap-3">
          {map ? (
            <h1 className="min-w-0 truncate font-semibold text-lg tracking-tight" dir="auto">
              {map.flow.name}
            </h1>
          ) : (
            <Skeleton className="h-7 w-64" />
          )}
          {map ? (
            <StatusDot tone={status.tone} pulse={status.word === "Live"} className="text-xs">
              {status.word}
            </StatusDot>
          ) : null}
          {map?.flow.demo ? <Badge>Demo data</Badge> : null}
          {problems.length > 0 ? (
            <Tooltip content={problems.join(" ")}>
              <button type="button" className="rounded-sm">
                <Badge tone="bad">
                  <TriangleAlert aria-hidden />
                  Numbers disagree
                </Badge>
              </button>
            </Tooltip>
          ) : null}
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {map && map.versions.length > 1 ? (
          <Select
            aria-label="Version"
            value={version === null ? "all" : String(version)}
            onChange={(value: string) => onVersion(value === "all" ? null : Number(value))}
            options={[
              { value: "all", label: "All versions" },
              ...map.versions.map(({ number, publishedAt }) => ({
                value: String(number),
                label: `Version ${number}`,
                hint: formatDateTime(publishedAt, timeZone),
              })),
            ]}
          />
        ) : null}
        <DateRangePicker value={range} onChange={onRange} />
        <Button asChild>
          <Link href={`/flows/${flowId}`}>
            <PencilRuler aria-hidden />
            Edit flow
          </Link>
        </Button>
        <IconButton
          label={panel ? "Hide the charts" : "Show the charts"}
          onClick={onPanel}
          aria-pressed={panel}
        >
          {panel ? <PanelRightClose /> : <PanelRightOpen />}
        </IconButton>
      </div>
    </header>
  );
}

function NeverLaunched({ flowId }: { flowId: string }) {
  return (
    <EmptyState
      icon={<PencilRuler />}
      title="This flow has not been launched"
      className="h-full justify-center"
      action={
        <Button asChild variant="primary">
          <Link href={`/flows/${flowId}`}>Open the canvas</Link>
        </Button>
      }
    >
      Launch it, and customers appear here as they move through it.
    </EmptyState>
  );
}

function NobodyYet({ map, range }: { map: FlowMap; range: string }) {
  const { demo } = useMe().workspace;
  const trigger = map.steps.find(({ category }) => category === "entry");
  const eventName = typeof trigger?.config.eventName === "string" ? trigger.config.eventName : null;
  return (
    <div className="pointer-events-none absolute inset-x-0 bottom-6 flex justify-center px-6">
      <div className="pointer-events-auto flex max-w-xl items-center gap-4 rounded-lg border border-line bg-raised px-5 py-3 shadow-float">
        <Megaphone className="size-5 shrink-0 text-muted" aria-hidden />
        <p className="min-w-0">
          <span className="font-medium">Nobody has entered.</span>{" "}
          <span className="text-muted">
            {range === "All time" ? "" : `That is in the time shown (${range}). `}
            {eventName ? `Customers enter with ${eventName}.` : "Customers enter with the trigger's event."}
          </span>
        </p>
        <Button asChild size="sm">
          <Link href={demo ? "/demo-shop" : "/events"}>{demo ? "Open the demo shop" : "See the events"}</Link>
        </Button>
      </div>
    </div>
  );
}
