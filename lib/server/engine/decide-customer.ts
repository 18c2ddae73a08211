import { totalIn } from "@/lib/domain/event/total-of";
import { applyAfterEnd, applyEvent } from "@/lib/domain/flow/apply-event";
import type { CompiledStep, CompiledVersion } from "@/lib/domain/flow/compile";
import { decideEntry, type EarlierEntry, type Entry } from "@/lib/domain/flow/entry";
import { type CustomerFacts, copyCustomer } from "@/lib/domain/flow/facts";
import { advance, end, start } from "@/lib/domain/flow/interpreter";
import type { Run } from "@/lib/domain/flow/run";
import { MESSAGE_RESULT_EVENTS, type MessageResultProperties } from "@/lib/domain/message/sent-event";
import { shardOf } from "@/lib/domain/shard";
import type { BatchFacts } from "./facts";
import { type Deciding, guarded, type Scene } from "./guarded";
import { Memberships } from "./judge-segments";
import type { FlowFacts } from "./load-workspaces";
import { touches } from "./loaded-segment";
import { newRun } from "./new-run";
import type { Outcome } from "./outcome";
import type { PendingEvent } from "./read-work";

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
  const customer = copyCustomer(loaded);
  const memberships = new Memberships(facts, outcome, customer, workspace.segments);
  const scene: Scene = {
    facts,
    outcome,
    workspace,
    customer,
    runs,
    memberships,
    event: null,
    retried: false,
  };

  for (const event of events) {
    scene.event = event;
    yield* handleEvent(scene, event);
  }
  scene.event = null;
  if (events.length === 0 || !facts.truncated.has(shardOf(customerId))) {
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
  const customer = copyCustomer(loaded);
  const memberships = new Memberships(facts, outcome, customer, workspace.segments);
  const scene: Scene = {
    facts,
    outcome,
    workspace,
    customer,
    runs: [run],
    memberships,
    event: null,
    retried: true,
  };
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
    const ended = { kind: "ended", stepId: run.stepId, at, ...over } as const;
    outcome.record(run, [ended]);
    if (run.context.review) outcome.closeReview(run, run.stepId, run.visit, [ended]);
    outcome.changed.set(run.id, run);
  }
}

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
    facts.now,
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

/** What delivery reports is counted on the step that sent, whatever became of the run since. */
function countResult(outcome: Outcome, result: MessageResultProperties): void {
  if (!result.versionId || !result.stepId) return;
  outcome.count(
    result.versionId,
    result.stepId,
    result.result === "skipped" && result.reason ? `skipped:${result.reason}` : result.result,
  );
}
