import type { ResponseOf } from "@/lib/contracts/contract";
import type { flowPerformanceContract } from "@/lib/contracts/performance";
import { notFound } from "@/lib/domain/errors";
import { checkCounts } from "@/lib/domain/performance/check-counts";
import type { CounterSum } from "@/lib/domain/performance/counts";
import { activeOf, flowCounts } from "@/lib/domain/performance/flow-counts";
import { type FunnelStage, funnelOf } from "@/lib/domain/performance/funnel";
import { noCounts, stepCounts, waitingAt } from "@/lib/domain/performance/step-counts";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { type FlowWithVersions, findFlow } from "@/lib/server/db/performance/find-flow";
import { type FlowWords, loadFlowWords } from "@/lib/server/db/performance/load-flow-words";
import { readCounters } from "@/lib/server/db/performance/read-counters";
import { pool } from "@/lib/server/db/pool";
import { type Range, seriesOf } from "./performance-series";

type Call = {
  actor: Actor;
  params: { id: string };
  query: { from?: string; to?: string; version?: number };
};
type Answer = ResponseOf<typeof flowPerformanceContract>;

/** What happened in a flow and what it earned, from the counters alone: as fast with a million runs as with one. */
export async function flowPerformance({ actor, params, query }: Call, clock = systemClock): Promise<Answer> {
  authorise(actor, "read");
  const flow = await findFlow(pool(), actor.workspaceId, params.id);
  if (!flow) throw notFound("flow");
  const chosen = versionsOf(flow, query.version);
  const all = flow.versions.map(({ id }) => id);
  // What has the live version's shape is drawn: its steps name the stages of the funnel.
  const drawn = chosen.find((id) => id === flow.live_version_id) ?? chosen[0] ?? "";
  const range: Range = { from: dateOf(query.from), to: dateOf(query.to) };
  const now = clock();
  const ranged = range.from !== null || range.to !== null;
  const [everything, ofChosen, inRange, series, words] = await Promise.all([
    readCounters(pool(), all, null),
    query.version === undefined ? null : readCounters(pool(), chosen, null),
    ranged ? readCounters(pool(), chosen, range) : null,
    seriesOf(chosen, range, now, flow.time_zone),
    loadFlowWords(pool(), actor.workspaceId, drawn ? [drawn] : []),
  ]);
  const ever = ofChosen ?? everything;
  const problems = checkCounts(flowCounts(everything), stepCounts(everything).values());
  return {
    ...report(inRange ?? ever, ever, flow, words.get(drawn)),
    series,
    consistent: problems.length === 0,
    problems,
    at: now.toISOString(),
  };
}

/** `shown` are the sums of the time asked for; `ever` those of all time, which alone tell who is inside now. */
function report(
  shown: readonly CounterSum[],
  ever: readonly CounterSum[],
  flow: FlowWithVersions,
  words: FlowWords | undefined,
): Omit<Answer, "series" | "consistent" | "problems" | "at"> {
  const counts = flowCounts(shown);
  const steps = stepCounts(shown);
  const stepsEver = stepCounts(ever);
  const drawn = [...(words?.steps.values() ?? [])];
  const ids = new Set([...drawn.map(({ id }) => id), ...steps.keys(), ...stepsEver.keys()]);
  const { revenue, ...rest } = counts;
  return {
    ...rest,
    active: activeOf(flowCounts(ever)),
    revenue: [{ currency: flow.currency, amount: revenue }],
    conversionRate: counts.entered === 0 ? null : counts.converted / counts.entered,
    steps: [...ids].map((id) => ({
      ...(steps.get(id) ?? noCounts(id)),
      waiting: waitingAt(stepsEver.get(id) ?? noCounts(id)),
    })),
    funnel: funnelOf({ steps: drawn, edges: words?.edges ?? [] }, steps, counts).map((stage) => ({
      ...stage,
      label: stageWords(stage, words),
    })),
  };
}

const STAGES: Record<FunnelStage["what"], string> = {
  entered: "Entered",
  reached: "Reached",
  sent: "Sent",
  opened: "Opened",
  clicked: "Clicked",
  converted: "Bought because of the flow",
};

function stageWords({ stepId, what }: FunnelStage, words: FlowWords | undefined): string {
  const step = stepId === null ? undefined : words?.steps.get(stepId);
  if (what === "reached" && step) return step.name;
  return what === "sent" && step ? `${step.name}: sent` : STAGES[what];
}

/** Ids of the versions asked for, the newest first. @throws DomainError not_found */
function versionsOf(flow: FlowWithVersions, number: number | undefined): string[] {
  if (number === undefined) return flow.versions.map(({ id }) => id);
  const version = flow.versions.find((candidate) => candidate.number === number);
  if (!version) throw notFound("version of this flow");
  return [version.id];
}

function dateOf(text: string | undefined): Date | null {
  return text === undefined ? null : new Date(text);
}
