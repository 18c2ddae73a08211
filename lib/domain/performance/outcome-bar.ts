import type { StepCategory } from "@/lib/domain/flow/step-definition";
import { exitWords, outcomeReasonWords } from "@/lib/domain/timeline/reason-words";
import type { StepCounts } from "./counts";
import { cut, total } from "./flow-counts";

export type SegmentTone =
  | "entry"
  | "wait"
  | "decision"
  | "message"
  | "coupon"
  | "goal"
  | "exit"
  | "warn"
  | "bad";

/** One part of those who came to a step. `state` finds these people: see GET /api/v1/flows/{id}/people. */
export type Segment = { state: string; label: string; count: number; tone: SegmentTone; faint?: boolean };

type Step = { category: StepCategory | null; ports: readonly { id: string; label: string }[] };

/**
 * What became of everybody who came to a step, the largest parts first, so that what was skipped is as visible as what was done. Parts of a
 * message step are its sends, for all others the ports; who still waits stands last.
 */
export function outcomeBar(step: Step, counts: StepCounts & { waiting: number }): Segment[] {
  const parts = step.category === "message" ? sends(counts) : ports(step, counts);
  const held = counts.outcomes.holdout ?? 0;
  if (held > 0) parts.push({ state: "outcome:holdout", label: "Held out", count: held, tone: "exit" });
  const ended = Object.entries(counts.ended).map(([how, all]): Segment => {
    const failed = how === "failed";
    const count = how === "completed" ? all - held : all;
    return {
      state: `ended:${how}`,
      label: how === "completed" ? "Ended here" : failed ? "Failed here" : `Left: ${exitWords(how)}`,
      count,
      tone: failed ? "bad" : how === "converted" ? "goal" : "exit",
    };
  });
  const standing: Segment = {
    state: "waiting",
    label: step.category === "coupon" ? "Waiting for a decision" : "Here now",
    count: counts.waiting,
    tone: "wait",
    faint: true,
  };
  return [...[...parts, ...ended].sort((a, b) => b.count - a.count), standing].filter(
    ({ count }) => count > 0,
  );
}

function ports({ category, ports: known }: Step, counts: StepCounts): Segment[] {
  return Object.entries(counts.ports).flatMap(([port, count]): Segment[] =>
    port === "held"
      ? heldBack(counts, count)
      : port === "issued"
        ? issued(counts, leaving(category, known, port, count))
        : [leaving(category, known, port, count)],
  );
}

/** Those for whom a person approved it stand apart. */
function issued({ outcomes }: StepCounts, all: Segment): Segment[] {
  const approved = Math.min(all.count, outcomes["review:issued"] ?? 0);
  return [
    { ...all, count: all.count - approved },
    { ...all, state: "outcome:review:issued", label: "Held, then approved", count: approved },
  ];
}

/** Who was not given a held discount: a person refused it, or nobody decided. */
function heldBack({ outcomes }: StepCounts, held: number): Segment[] {
  const refused = Math.min(held, outcomes["review:refused"] ?? 0);
  return [
    { state: "outcome:review:refused", label: "Held, then refused", count: refused, tone: "warn" },
    { state: "outcome:review:expired", label: "Held, nobody decided", count: held - refused, tone: "bad" },
  ];
}

function leaving(category: StepCategory | null, known: Step["ports"], port: string, count: number): Segment {
  return {
    state: `left:${port}`,
    label: port === "goal" ? "Jumped to the goal" : (known.find(({ id }) => id === port)?.label ?? port),
    count,
    tone: toneOf(category, port),
  };
}

function toneOf(category: StepCategory | null, port: string): SegmentTone {
  if (port === "goal" || port === "happened" || port === "reached") return "goal";
  if (port === "pool_empty" || port === "failed") return "bad";
  if (port === "not_eligible") return "exit";
  return category === null || category === "action" || category === "message" ? "message" : category;
}

const RESULTS = [
  ["sent", "Sent", "message"],
  ["failed", "Could not be sent", "bad"],
  ["unknown", "Answer lost", "warn"],
] as const;

function sends(counts: StepCounts): Segment[] {
  const results = RESULTS.map(([key, label, tone]): Segment => {
    const count = counts.outcomes[key] ?? 0;
    return { state: `outcome:${key}`, label, count, tone };
  });
  const skipped = Object.entries(counts.outcomes).flatMap(([outcome, count]): Segment[] => {
    const [what, why] = cut(outcome);
    if (what !== "skipped") return [];
    return [
      { state: `outcome:${outcome}`, label: `Not sent: ${outcomeReasonWords(why)}`, count, tone: "warn" },
    ];
  });
  const settled = [...results, ...skipped].reduce((sum, { count }) => sum + count, 0);
  const underway = total(counts.ports) - settled;
  return [
    ...results,
    ...skipped,
    {
      state: "outcome:queued",
      label: "On its way",
      count: Math.max(0, underway),
      tone: "message",
      faint: true,
    },
  ];
}
