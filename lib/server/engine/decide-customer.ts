import { totalIn } from "@/lib/domain/event/total-of";
import type { CompiledStep, CompiledVersion } from "@/lib/domain/flow/compile";
import { decideEntry, type EarlierEntry, type Entry } from "@/lib/domain/flow/entry";
import type { CustomerFacts, RecentMessage } from "@/lib/domain/flow/facts";
import { advance, applyAfterEnd, applyEvent, end, type Passage, start } from "@/lib/domain/flow/interpreter";
import type { Run, Transition } from "@/lib/domain/flow/run";
import type { StepAnswer, StepRequest } from "@/lib/domain/flow/step-definition";
import { MESSAGE_RESULT_EVENTS, type MessageResultProperties } from "@/lib/domain/message/sent-event";
import type { BatchFacts } from "./facts";
import { Memberships } from "./judge-segments";
import type { FlowFacts, LoadedWorkspace } from "./load-workspaces";
import { touches } from "./loaded-segment";
import { newRun } from "./new-run";
import type { Outcome } from "./outcome";
import type { PendingEvent } from "./read-work";

export type Question = { request: StepRequest; run: Run; visit: number };
type Deciding<Result> = Generator<Question, Result, StepAnswer>;

/** An admin let a waiting run go on: names the run in its properties. */
export const SKIP_WAIT_EVENT = "run.skip_wait";

/**
 * Decides all that a batch holds for one customer: their events in log order, then their due timers. Pure but for what it adds to
 * `outcome`. Yields the questions that steps ask; the engine answers those of all customers at once.
 */
export function* decideCustomer(customerId: string, facts: BatchFacts, outcome: Outcome): Deciding<void> {
  const events = facts.events.get(customerId) ?? [];
  const runs = [...(facts.runs.get(customerId) ?? [])].sort(byEntry);
  const workspace = facts.workspaces.get(facts.workspaceOf.get(customerId) ?? "");
  const loaded = facts.customers.get(customerId);
  // Deleted customers or workspaces leave their last events behind: there is nobody to decide for.
  if (!workspace || !loaded) return endLeftBehind(runs, facts, outcome);
  const customer = { ...loaded };
  const memberships = new Memberships(facts, outcome, customer, workspace.segments);
  const scene: Scene = { facts, outcome, workspace, customer, runs, memberships, event: null };

  for (const event of events) {
    scene.event = event;
    yield* handleEvent(scene, event);
  }
  scene.event = null;
  if (events.length === 0 || !facts.truncated) {
    const due = runs.filter(
      ({ status, wakeAt }) => status === "active" && wakeAt !== null && wakeAt <= facts.now,
    );
    for (const run of due.sort(byTimer)) yield* handleTimer(scene, run);
  }
  const due = facts.checks.get(customerId);
  const changed = outcome.attributes.has(customerId);
  memberships.ask(
    (segment) => (due?.has(segment.id) ?? false) || (changed && segment.profile),
    `at${facts.now}`,
  );
}

/**
 * Decides for one run that had failed and stands active again at the step where it failed: the events it missed, in log order, then its timer.
 * Nobody enters by those events and no order is counted again: everything else they had to do was done when they came.
 */
export function* decideRetry(run: Run, facts: BatchFacts, outcome: Outcome): Deciding<void> {
  const workspace = facts.workspaces.get(run.workspaceId);
  const loaded = facts.customers.get(run.customerId);
  if (!workspace || !loaded) return;
  const customer = { ...loaded };
  const memberships = new Memberships(facts, outcome, customer, workspace.segments);
  const scene: Scene = { facts, outcome, workspace, customer, runs: [run], memberships, event: null };
  for (const event of facts.events.get(run.customerId) ?? []) {
    if (run.status !== "active") return;
    scene.event = event;
    yield* guarded(scene, run, (passage) => applyEvent(passage, event));
  }
  scene.event = null;
  if (run.status === "active" && run.wakeAt !== null && run.wakeAt <= facts.now)
    yield* handleTimer(scene, run);
  const changed = outcome.attributes.has(run.customerId);
  memberships.ask((segment) => changed && segment.profile, `at${facts.now}`);
}

// One customer's runs take turns in an order of their own, whatever else a batch holds: who gets the last slot of a cap is no accident.
const byId = (a: Run, b: Run) => (a.id < b.id ? -1 : 1);
const byEntry = (a: Run, b: Run) => a.triggerEventId - b.triggerEventId || byId(a, b);
const byTimer = (a: Run, b: Run) => (a.wakeAt ?? 0) - (b.wakeAt ?? 0) || byId(a, b);

/** Ends the runs of somebody who is gone, as erasing them does: a timer that nobody handles would be due in every batch. */
function endLeftBehind(runs: readonly Run[], { now: at }: BatchFacts, outcome: Outcome): void {
  const over = { status: "exited", reason: "erased" } as const;
  for (const run of runs.filter(({ status }) => status === "active")) {
    Object.assign(run, {
      status: over.status,
      endedAt: at,
      endReason: over.reason,
      wakeAt: null,
      parkedWakeAt: null,
    });
    outcome.record(run, [{ kind: "ended", stepId: run.stepId, at, ...over }]);
    outcome.changed.set(run.id, run);
  }
}

type Scene = {
  facts: BatchFacts;
  outcome: Outcome;
  workspace: LoadedWorkspace;
  customer: CustomerFacts;
  runs: Run[];
  memberships: Memberships;
  /** The event being handled; null while timers are. */
  event: PendingEvent | null;
};

function* handleEvent(scene: Scene, event: PendingEvent): Deciding<void> {
  const { facts, outcome, workspace, customer, runs, memberships } = scene;
  if (MESSAGE_RESULT_EVENTS.includes(event.name))
    countResult(outcome, event.properties as MessageResultProperties);
  if (event.role === "order") {
    customer.orderCount += 1;
    customer.orderTotal = Math.min(
      customer.orderTotal + totalIn(workspace.currency, event.properties),
      Number.MAX_SAFE_INTEGER,
    );
    customer.lastOrderAt = Math.max(customer.lastOrderAt ?? 0, event.occurredAt);
    outcome.customers.set(customer.id, customer);
  }
  // Before the flows: a branch that asks for a segment sees what this event made of it.
  memberships.count(event);
  memberships.ask((segment) => touches(segment, event), String(event.id));
  // Runs that ended before this event, in this batch or earlier, may still count it; those that it ends itself have counted it.
  const ended = [
    ...(facts.countable.get(customer.id) ?? []),
    ...runs.filter(({ status }) => status === "completed"),
  ];
  for (const run of runs.filter(({ status }) => status === "active")) {
    yield* guarded(scene, run, (passage) => {
      if (event.name === SKIP_WAIT_EVENT)
        return event.properties.runId === run.id ? advance(passage, { kind: "skip" }) : null;
      // What came before the end still counts, however late it is handled.
      if (scheduleEnded(passage.version, event.acceptedAt)) {
        end(passage, "exited", "schedule_ended");
        return null;
      }
      return applyEvent(passage, event);
    });
  }
  for (const run of ended) {
    yield* guarded(scene, run, (passage) => {
      applyAfterEnd(passage, event);
      return null;
    });
  }
  for (const flow of workspace.flows.values()) {
    const version = facts.versions.get(flow.liveVersionId);
    if (version) yield* tryEntry(scene, event, flow, version);
  }
}

/** Lets the customer into the flow by the first of its triggers that takes the event: one event starts one run of a flow at most. */
function* tryEntry(
  scene: Scene,
  event: PendingEvent,
  flow: FlowFacts,
  version: CompiledVersion,
): Deciding<void> {
  const tries = version.triggers.map((trigger) => ({
    trigger,
    entry: judgeEntry(scene, event, flow, version, trigger),
  }));
  for (const { trigger, entry } of tries)
    if (entry.kind === "enter") return yield* enter(scene, event, flow, version, trigger, entry);
  // One refusal is enough: that of a trigger whose filter the event passed, if there is one.
  const refusals = tries.flatMap(({ entry }) => (entry.kind === "refuse" ? [entry] : []));
  const refusal = refusals.find(({ reason }) => reason !== "filter") ?? refusals[0];
  if (!refusal) return;
  const { reason, detail } = refusal;
  scene.outcome.refusals.push({
    customerId: scene.customer.id,
    eventId: event.id,
    flowId: flow.id,
    reason,
    detail,
  });
  scene.outcome.count(version.id, "", `refused:${reason}`);
}

function judgeEntry(
  { facts, workspace, customer, runs }: Scene,
  event: PendingEvent,
  flow: FlowFacts,
  version: CompiledVersion,
  trigger: CompiledStep,
): Entry {
  const active = runs.filter((run) => run.status === "active" && run.flowId === flow.id);
  try {
    return decideEntry({
      version,
      trigger,
      flow,
      event,
      customer,
      workspace,
      history: {
        entries: facts.entries.get(entriesKey(customer, flow)) ?? [],
        active: active.map(({ id, correlation }) => ({ runId: id, correlation })),
      },
      now: facts.now,
    });
  } catch (error) {
    // Whatever one event does to one flow's rules, the others go on.
    return { kind: "refuse", reason: "error", detail: { error: (error as Error).message.slice(0, 500) } };
  }
}

const entriesKey = (customer: CustomerFacts, flow: FlowFacts) => `${customer.id} ${flow.id}`;

function* enter(
  scene: Scene,
  event: PendingEvent,
  flow: FlowFacts,
  version: CompiledVersion,
  trigger: CompiledStep,
  entry: Extract<Entry, { kind: "enter" }>,
): Deciding<void> {
  const { facts, outcome, customer, runs } = scene;
  for (const id of entry.supersede) {
    const old = runs.find((run) => run.id === id)!;
    yield* guarded(scene, old, (passage) => {
      end(passage, "exited", "superseded");
      return null;
    });
  }
  const run = newRun(
    event,
    {
      flowId: flow.id,
      versionId: version.id,
      stepId: trigger.id,
      customerId: customer.id,
      correlation: entry.correlation,
    },
    facts,
  );
  runs.push(run);
  outcome.entered.set(run.id, run);
  outcome.count(version.id, "", "entered");
  const entries = facts.entries as Map<string, EarlierEntry[]>;
  const key = entriesKey(customer, flow);
  entries.set(key, [{ at: facts.now, correlation: run.correlation }, ...(entries.get(key) ?? [])]);
  yield* guarded(scene, run, start);
}

function* handleTimer(scene: Scene, run: Run): Deciding<void> {
  const { facts, workspace, outcome } = scene;
  const flow = workspace.flows.get(run.flowId);
  if (flow?.paused) {
    // Put aside rather than left due: a paused flow's timers must not be read again with every batch.
    run.parkedWakeAt = run.wakeAt;
    run.wakeAt = null;
    outcome.changed.set(run.id, run);
    return;
  }
  yield* guarded(scene, run, (passage) => {
    if (!flow) end(passage, "exited", "flow_stopped");
    else if (scheduleEnded(passage.version, facts.now)) end(passage, "exited", "schedule_ended");
    else return advance(passage, { kind: "timer" });
    return null;
  });
}

/** Whether the flow's time was over by then (epoch ms), for those inside as well. */
function scheduleEnded({ settings: { schedule } }: CompiledVersion, at: number): boolean {
  return schedule.atEnd === "exit" && schedule.until !== null && at >= Date.parse(schedule.until);
}

/**
 * Runs one piece of the interpreter on one run and answers its questions. What throws ends this run as failed, with the reason kept and
 * without any effect of the piece that threw: one bad customer stops nobody (promise 6).
 */
function* guarded(scene: Scene, run: Run, piece: (passage: Passage) => StepRequest | null): Deciding<void> {
  const { facts, outcome, workspace, customer } = scene;
  const version = facts.versions.get(run.versionId);
  const flow = workspace.flows.get(run.flowId);
  if (!version) return failUnreadable(scene, run);
  const before = { ...run };
  const log: Transition[] = [];
  const passage: Passage = {
    version,
    goal: flow?.goal ?? null,
    paused: flow?.paused ?? false,
    run,
    customer,
    workspace,
    recentMessages: facts.recentMessages.get(customer.id) ?? [],
    now: facts.now,
    log,
    effects: [],
  };
  try {
    let request = piece(passage);
    while (request) {
      const answer: StepAnswer = yield { request, run, visit: run.visit };
      request = advance(passage, { kind: "answer", answer });
    }
  } catch (error) {
    Object.assign(run, before);
    passage.log = [];
    passage.effects = [];
    if (outcome.entered.has(run.id) && !outcome.logs.has(run.id))
      passage.log.push({ kind: "entered", stepId: run.stepId, at: facts.now });
    end(passage, "failed", `error: ${(error as Error).message}`.slice(0, 500));
  }
  settle(scene, passage, before, flow?.name ?? "");
}

/** A run whose version is gone, or was written in a way that this program cannot read, can never move: it fails, and may be retried. */
function failUnreadable({ facts, outcome, event }: Scene, run: Run): void {
  if (run.status !== "active") return;
  const reason = `error: ${facts.broken.get(run.versionId) ?? "its version is gone"}`.slice(0, 500);
  const at = facts.now;
  Object.assign(run, {
    status: "failed",
    endedAt: at,
    endReason: reason,
    wakeAt: null,
    parkedWakeAt: null,
  });
  const by = event ? { by: event.id } : {};
  outcome.record(run, [{ kind: "ended", stepId: run.stepId, at, status: "failed", reason, ...by }]);
  if (!outcome.entered.has(run.id)) outcome.changed.set(run.id, run);
}

function settle(scene: Scene, passage: Passage, before: Run, flowName: string): void {
  const { outcome, customer } = scene;
  const { run, log, effects, version } = passage;
  if (scene.event) for (const transition of log) transition.by = scene.event.id;
  outcome.record(run, log, scene.workspace.currency);
  for (const { stepId, visit, arrivedAt, effect } of effects) {
    if (effect.kind === "update-customer") {
      customer.attributes = { ...customer.attributes, ...effect.set };
      outcome.attributes.set(customer.id, { ...outcome.attributes.get(customer.id), ...effect.set });
      outcome.customers.set(customer.id, customer);
    } else {
      const stepName = version.steps.get(stepId)?.name || effect.kind;
      outcome.intents.push({
        run: { ...run, context: run.context },
        stepId,
        stepName,
        visit,
        arrivedAt,
        flowName,
        effect,
        customer: { ...customer },
      });
    }
  }
  // What this batch hands over counts for the caps of the customer's other runs.
  if (effects.length > 0)
    (scene.facts.recentMessages as Map<string, readonly RecentMessage[]>).set(
      customer.id,
      passage.recentMessages,
    );
  const changed = log.length > 0 || run.wakeAt !== before.wakeAt || run.context !== before.context;
  if (!changed) return;
  if (run.context !== before.context) outcome.contextChanged.add(run.id);
  if (!outcome.entered.has(run.id)) outcome.changed.set(run.id, run);
}

/** What delivery reports is counted on the step that sent, whatever became of the run since. */
function countResult(outcome: Outcome, result: MessageResultProperties): void {
  if (!result.versionId || !result.stepId) return;
  outcome.count(
    result.versionId,
    result.stepId,
    result.result === "skipped" && result.reason ? `skipped:${result.reason}` : result.result,
  );
}
