import type { MapStep, Performance } from "@/lib/client/queries/performance";
import type { StepCategory } from "@/lib/domain/flow/step-definition";
import { outcomeBar } from "@/lib/domain/performance/outcome-bar";
import { noCounts } from "@/lib/domain/performance/step-counts";
import { exitWords } from "@/lib/domain/timeline/reason-words";
import type { Choice } from "./people-sheet";

/** Which customers of a step, or of the flow as a whole, can be asked for. */
export function choicesOf(stepId: string | null, report: Performance, step: MapStep | undefined): Choice[] {
  if (stepId === null) return ofFlow(report);
  const counts = report.steps.find((candidate) => candidate.stepId === stepId) ?? {
    ...noCounts(stepId),
    waiting: 0,
  };
  const segments = outcomeBar(
    { category: (step?.category ?? null) as StepCategory | null, ports: step?.ports ?? [] },
    counts,
  );
  const more = (["opened", "clicked"] as const).flatMap((outcome) => {
    const count = counts.outcomes[outcome] ?? 0;
    return count > 0
      ? [{ state: `outcome:${outcome}`, label: outcome === "opened" ? "Opened" : "Clicked", count }]
      : [];
  });
  return [
    { state: "entered", label: "Came here", count: counts.entered },
    ...segments.map(({ state, label, count }) => ({ state, label, count })),
    ...more,
    ...(counts.converted > 0
      ? [{ state: "converted", label: "Converted by this step", count: counts.converted }]
      : []),
  ];
}

function ofFlow(report: Performance): Choice[] {
  return [
    { state: "entered", label: "Entered", count: report.entered },
    { state: "active", label: "Inside now", count: report.active },
    { state: "converted", label: "Converted", count: report.converted },
    ...Object.entries(report.convertedBy).map(([rule, { count }]) => ({
      state: `converted:${rule}`,
      label: `Converted: ${RULE_WORDS[rule] ?? rule}`,
      count,
    })),
    {
      state: "earned",
      label: "Bought because of the flow",
      count: ["code", "click", "delivered"].reduce(
        (sum, rule) => sum + (report.convertedBy[rule]?.count ?? 0),
        0,
      ),
    },
    {
      state: "completed",
      label: "Went through without converting",
      count: Math.max(0, report.completed - report.converted),
    },
    ...Object.entries(report.exited).map(([reason, count]) => ({
      state: `exited:${reason}`,
      label: `Left: ${exitWords(reason)}`,
      count,
    })),
    ...(report.failed > 0 ? [{ state: "failed", label: "A step failed", count: report.failed }] : []),
  ];
}

const RULE_WORDS: Record<string, string> = {
  code: "by its code",
  click: "after its link",
  delivered: "after its message",
  goal: "while in the flow",
};
