import { drawFrom } from "@/lib/domain/random";
import { conversionOf } from "./attribution";
import type { CompiledStep, CompiledVersion } from "./compile";
import type { GoalSetting } from "./document";
import type { CustomerFacts, FlowEvent, RecentMessage, WorkspaceFacts } from "./facts";
import type { ExitReason, Run, Transition } from "./run";
import type { Effect, StepInput, StepRequest } from "./step-definition";

/** What the interpreter decides from. It changes `run` in place and writes down why in `log`. */
export type Passage = {
  version: CompiledVersion;
  /** Flow-level goal as it is now: it may be changed while live. */
  goal: GoalSetting | null;
  /** A paused flow takes events but starts no step. */
  paused: boolean;
  run: Run;
  customer: CustomerFacts;
  workspace: WorkspaceFacts;
  /** Grows by what this passage hands over. */
  recentMessages: readonly RecentMessage[];
  /** epoch ms */
  now: number;
  /** When this was to be done (epoch ms): as the event was accepted, or the timer was due. An engine that was away does it later. */
  dueAt: number;
  log: Transition[];
  effects: { stepId: string; visit: number; arrivedAt: number; effect: Effect }[];
};

/** More steps than any flow has: the graph has no cycle, so reaching it is a bug that must not hang a batch. */
const MAX_STEPS = 1000;

/** Puts a new run onto its trigger step and moves it on. Returns a question when a step asks one. */
export function start(passage: Passage): StepRequest | null {
  passage.log.push({ kind: "entered", stepId: passage.run.stepId, at: passage.now });
  return advance(passage, { kind: "arrive" });
}

/** Moves a run that stands at a step, until it stays, asks or ends. */
export function advance(passage: Passage, first: StepInput): StepRequest | null {
  const { run, now } = passage;
  let input = first;
  for (let taken = 0; taken < MAX_STEPS; taken++) {
    if (run.status !== "active") return null;
    const step = passage.version.steps.get(run.stepId);
    if (!step) {
      end(passage, "exited", "step_removed");
      return null;
    }
    if (passage.paused && input.kind !== "event") {
      run.wakeAt = now;
      return null;
    }
    const decision = step.definition.decide(step.config, contextOf(passage, input));
    if (decision.kind === "ask") return decision.request;
    if (decision.outcome)
      passage.log.push({
        kind: "outcome",
        stepId: step.id,
        at: now,
        outcome: decision.outcome,
        reason: decision.reason,
      });
    if (decision.kind !== "end") {
      if (decision.context) run.context = { ...run.context, ...decision.context };
      for (const effect of decision.effects ?? []) {
        passage.effects.push({ stepId: step.id, visit: run.visit, arrivedAt: run.stepEnteredAt, effect });
        // The caps of the next message count this one.
        if (effect.kind === "message" && effect.marketing)
          passage.recentMessages = [
            ...passage.recentMessages,
            { channel: effect.channel, flowId: run.flowId, at: now },
          ];
      }
    }
    if (decision.kind === "stay") {
      if (input.kind === "arrive" || run.wakeAt !== decision.until) {
        run.wakeAt = decision.until;
        passage.log.push({
          kind: "waiting",
          stepId: step.id,
          at: now,
          until: decision.until,
          reason: decision.reason,
        });
      }
      return null;
    }
    if (decision.kind === "end") {
      const own = step.definition.category === "exit" || decision.status === "completed";
      (own ? walkOut : end)(passage, decision.status, decision.reason);
      return null;
    }
    // Where the flow has a goal of its own, that is what counts, with its revenue; a goal step is then a milestone.
    if (decision.converts && passage.goal === null) convert(passage, decision.converts, step.id);
    leave(passage, step, decision.port, decision.reason);
    input = { kind: "arrive" };
  }
  throw new Error(`A run took more than ${MAX_STEPS} steps at once.`);
}

/** Ends a run. A run that converted on the way ends as converted, whatever way it leaves by normally. */
export function end(
  passage: Passage,
  status: "completed" | "converted" | "exited" | "failed",
  reason: ExitReason | string,
): void {
  const { run, now } = passage;
  run.status = status === "completed" && run.convertedAt !== null ? "converted" : status;
  run.endedAt = now;
  run.endReason = reason;
  run.wakeAt = null;
  run.parkedWakeAt = null;
  passage.log.push({ kind: "ended", stepId: run.stepId, at: now, status: run.status as "completed", reason });
}

/** Ends a run that came to an end of the flow, as against one that was taken out: what it handed over on the way stays right. */
function walkOut(passage: Passage, status: "completed" | "exited", reason: string): void {
  const { run } = passage;
  end(passage, status, reason);
  if (run.status !== "completed") run.context = { ...run.context, walked: true };
}

/** What a step decides from. */
export function contextOf(passage: Passage, input: StepInput) {
  const { run, customer, workspace, now, dueAt, version, recentMessages } = passage;
  return {
    now,
    dueAt,
    zone: customer.timeZone ?? workspace.timeZone,
    random: drawFrom(`${run.id}:${run.stepId}`),
    input,
    run,
    customer,
    workspace,
    settings: version.settings,
    recentMessages,
  };
}

function leave(passage: Passage, step: CompiledStep, port: string, reason: string): void {
  const to = step.next.get(port) ?? null;
  passage.log.push({ kind: "left", stepId: step.id, at: passage.now, port, to, reason });
  if (to === null) {
    walkOut(passage, "completed", "reached the end");
    return;
  }
  arrive(passage, to);
}

/** Moves a run to a goal that its customer has reached. */
export function jump(passage: Passage, from: CompiledStep, to: CompiledStep, eventName: string): void {
  passage.log.push({
    kind: "left",
    stepId: from.id,
    at: passage.now,
    port: "goal",
    to: to.id,
    reason: `${eventName} happened: jumped to the goal`,
  });
  arrive(passage, to.id);
}

function arrive(passage: Passage, stepId: string): void {
  const { run, now } = passage;
  run.stepId = stepId;
  run.stepEnteredAt = now;
  run.visit += 1;
  if (run.context.review) run.context = { ...run.context, review: undefined };
  passage.log.push({ kind: "entered", stepId, at: now });
}

/** Counts a run's goal as reached, once. */
export function convert(passage: Passage, event: FlowEvent, fallbackStep: string): void {
  const { run, now } = passage;
  // A run counts once, however many goals it reaches.
  if (run.convertedAt !== null) return;
  const conversion = conversionOf(passage, event);
  run.convertedAt = now;
  run.context = { ...run.context, goalVisit: run.visit };
  run.conversionRule = conversion.rule;
  run.revenue = conversion.revenue;
  run.currency = conversion.currency;
  passage.log.push({
    kind: "converted",
    stepId: conversion.stepId ?? fallbackStep,
    at: now,
    rule: conversion.rule,
    revenue: conversion.revenue,
    currency: conversion.currency,
    reason: conversion.reason,
    postCompletion: run.postCompletion,
  });
}
