import { holds } from "@/lib/domain/condition/evaluate";
import { consentTo } from "@/lib/domain/customer/consent";
import { MESSAGE_RESULT_EVENTS } from "@/lib/domain/message/sent-event";
import { drawFrom } from "@/lib/domain/random";
import { durationMs } from "@/lib/domain/time/duration";
import { conversionOf } from "./attribution";
import type { CompiledStep, CompiledVersion } from "./compile";
import type { GoalSetting } from "./document";
import { cartOf, correlationOf, keyOf } from "./entry";
import type { CustomerFacts, FlowEvent, RecentMessage, WorkspaceFacts } from "./facts";
import { REVIEW_DECIDED_EVENT, type ReviewDecidedProperties, reviewWords } from "./review-decided";
import type { ExitReason, Run, Transition } from "./run";
import { scopeOf } from "./scope";
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

/**
 * Applies one event to an active run, in this order: exits, the flow's goal, goal steps ahead, the step it stands at. Whichever
 * takes the event first is the only one.
 */
export function applyEvent(passage: Passage, event: FlowEvent): StepRequest | null {
  const { run, version } = passage;
  if (event.name === REVIEW_DECIDED_EVENT) return applyReview(passage, event);
  remember(passage, event);
  const exit = exitFor(passage, event);
  if (exit) {
    end(passage, "exited", exit);
    return null;
  }
  const step = version.steps.get(run.stepId);
  if (matchesGoal(passage, event)) {
    const conversion = conversionOf(passage, event);
    if (passage.goal?.mode === "attributed" && conversion.rule === "goal") {
      end(passage, "exited", "order_not_attributed");
      return null;
    }
    // A step that was waiting for this very event shows it as happened before the run ends.
    if (step?.listens.has(event.name)) {
      const decision = step.definition.decide(step.config, contextOf(passage, { kind: "event", event }));
      if (decision.kind === "go")
        passage.log.push({
          kind: "left",
          stepId: step.id,
          at: passage.now,
          port: decision.port,
          to: null,
          reason: decision.reason,
        });
    }
    convert(passage, event, run.stepId);
    end(passage, "converted", `${event.name} happened`);
    return null;
  }
  for (const goalId of step?.goals ?? []) {
    const goalStep = version.steps.get(goalId)!;
    if (!goalStep.listens.has(event.name)) continue;
    const decision = goalStep.definition.decide(
      goalStep.config,
      contextOf(passage, { kind: "event", event }),
    );
    if (decision.kind !== "go" || decision.port !== "reached") continue;
    jump(passage, step!, goalStep, event.name);
    return advance(passage, { kind: "event", event });
  }
  if (step?.listens.has(event.name)) return advance(passage, { kind: "event", event });
  return null;
}

/** A person decided about the incentive that a run waits for. What is not of this very visit comes too late, and changes nothing. */
function applyReview(passage: Passage, event: FlowEvent): StepRequest | null {
  const { run, now } = passage;
  const { review } = run.context;
  const { runId, visit, decision, by, note } = event.properties as ReviewDecidedProperties;
  if (runId !== run.id || visit !== run.visit || review?.visit !== visit || review.decided) return null;
  run.context = { ...run.context, review: { ...review, decided: { as: decision, by } } };
  passage.log.push({
    kind: "outcome",
    stepId: run.stepId,
    at: now,
    outcome: `review:${decision}`,
    reason: reviewWords(decision, by, note),
  });
  return advance(passage, { kind: "timer" });
}

/** An order that comes after a run has ended still counts inside the window, flagged; the run's status stays (S2-31). */
export function applyAfterEnd(passage: Passage, event: FlowEvent): void {
  const { run, version } = passage;
  if (run.convertedAt !== null || run.status !== "completed" || !matchesGoal(passage, event)) return;
  if (event.occurredAt > run.enteredAt + durationMs(version.settings.conversionWindow)) return;
  run.postCompletion = true;
  convert(passage, event, run.stepId);
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

function contextOf(passage: Passage, input: StepInput) {
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

function jump(passage: Passage, from: CompiledStep, to: CompiledStep, eventName: string): void {
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

function convert(passage: Passage, event: FlowEvent, fallbackStep: string): void {
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

function matchesGoal(passage: Passage, event: FlowEvent): boolean {
  const { goal } = passage;
  return goal !== null && goal.eventName === event.name && holds(goal.filter, scopeOf(passage, event));
}

/**
 * Keeps what later messages and attribution ask for: the cart as it is now, since a reminder lists all of its items (S4-15), and clicks,
 * deliveries and redemptions of this run.
 */
function remember({ run, version }: Passage, event: FlowEvent): void {
  if (event.role === "cart" && run.context.cart) {
    const cart = cartOf(event);
    if (cart && isOfRun(version, event, run)) run.context = { ...run.context, cart };
  }
  const properties = event.properties as { runId?: string; stepId?: string; result?: string; code?: string };
  if (MESSAGE_RESULT_EVENTS.includes(event.name) && properties.runId === run.id && properties.stepId) {
    if (properties.result === "clicked") run.context = { ...run.context, clicked: properties.stepId };
    if (
      version.settings.countDelivered &&
      (properties.result === "sent" || properties.result === "delivered")
    )
      run.context = { ...run.context, delivered: properties.stepId };
  }
  if (
    event.name === "redemption.succeeded" &&
    run.context.vouchers.some(({ code }) => code === properties.code)
  ) {
    run.context = {
      ...run.context,
      vouchers: run.context.vouchers.map((voucher) =>
        voucher.code === properties.code ? { ...voucher, redeemed: true } : voucher,
      ),
    };
  }
}

/** Whether an event speaks of this run's cart. Of parallel runs without a key nobody knows, so each keeps its own. */
function isOfRun({ settings: { frequency } }: CompiledVersion, event: FlowEvent, run: Run): boolean {
  const correlation = correlationOf(frequency, event);
  if (frequency.whileActive !== "parallel") return correlation === run.correlation;
  return frequency.correlation !== "" && keyOf(correlation) === keyOf(run.correlation);
}

function exitFor(passage: Passage, event: FlowEvent): ExitReason | null {
  const { customer, version } = passage;
  const { settings } = version;
  if (settings.exitOnOptOut && event.name === "customer.updated") {
    let denied = false;
    let open = false;
    for (const { channel, topic } of version.ways) {
      if (consentTo(customer.consent, channel, topic) === "denied") denied = true;
      // Whoever said no to one channel or topic may still be sent another, if they can be reached by it at all.
      else if ((channel === "email" ? customer.email : customer.phone) !== null) open = true;
    }
    if (denied && !open) return "opted_out";
  }
  if (settings.exitOnAgentConversation && customer.agentConversation && event.name === "customer.updated")
    return "agent_conversation";
  if (
    settings.exits.some(
      (rule) => rule.eventName === event.name && holds(rule.filter, scopeOf(passage, event)),
    )
  )
    return "custom";
  return null;
}
