import { type CustomerFacts, copyCustomer, type RecentMessage } from "@/lib/domain/flow/facts";
import { advance, end, type Passage } from "@/lib/domain/flow/interpreter";
import type { Run, Transition } from "@/lib/domain/flow/run";
import type { StepAnswer, StepRequest } from "@/lib/domain/flow/step-definition";
import type { BatchFacts } from "./facts";
import type { Memberships } from "./judge-segments";
import type { LoadedWorkspace } from "./load-workspaces";
import type { Outcome } from "./outcome";
import type { PendingEvent } from "./read-work";

/** What a step asks, for a customer as the steps before it left them. */
export type Question = { request: StepRequest; run: Run; visit: number; customer: CustomerFacts };

/** Decides, and yields the questions that steps ask. */
export type Deciding<Result> = Generator<Question, Result, StepAnswer>;

/** One customer in a batch, and all that is decided from. */
export type Scene = {
  facts: BatchFacts;
  outcome: Outcome;
  workspace: LoadedWorkspace;
  customer: CustomerFacts;
  runs: Run[];
  memberships: Memberships;
  /** The event being handled; null while timers are. */
  event: PendingEvent | null;
  /** Somebody tries a failed run again: what it missed is done now, and is not late. */
  retried: boolean;
};

/**
 * Runs one piece of the interpreter on one run and answers its questions. What throws ends this run as failed, with the reason kept and
 * without any effect of the piece that threw: one bad customer stops nobody (promise 6).
 */
export function* guarded(
  scene: Scene,
  run: Run,
  piece: (passage: Passage) => StepRequest | null,
): Deciding<void> {
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
    dueAt: (scene.retried ? null : scene.event?.acceptedAt) ?? run.wakeAt ?? facts.now,
    log,
    effects: [],
  };
  try {
    let request = piece(passage);
    while (request) {
      const answer: StepAnswer = yield { request, run, visit: run.visit, customer: sofar(passage) };
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

/** The customer with the attributes that steps have set since, which are written with the rest. */
function sofar({ customer, effects }: Passage): CustomerFacts {
  const sets = effects.flatMap(({ effect }) => (effect.kind === "update-customer" ? [effect.set] : []));
  if (sets.length === 0) return customer;
  return { ...customer, attributes: Object.assign({}, customer.attributes, ...sets) };
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
  const ended: Transition = { kind: "ended", stepId: run.stepId, at, status: "failed", reason, ...by };
  outcome.record(run, [ended]);
  if (run.context.review) outcome.closeReview(run, run.stepId, run.visit, [ended]);
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
    } else if (effect.kind === "review") {
      outcome.asked.push({ run: { ...run, stepId, visit }, arrivedAt, effect });
    } else {
      const stepName = version.steps.get(stepId)?.name || effect.kind;
      // Every property by name, as in newRun: a batch makes thousands.
      outcome.intents.push({
        run: {
          id: run.id,
          workspaceId: run.workspaceId,
          customerId: run.customerId,
          flowId: run.flowId,
          versionId: run.versionId,
          context: run.context,
        },
        stepId,
        stepName,
        visit,
        arrivedAt,
        flowName,
        effect,
        customer: copyCustomer(customer),
      });
    }
  }
  const asked = before.context.review;
  if (asked && before.status === "active" && (run.status !== "active" || run.visit !== asked.visit))
    outcome.closeReview(run, before.stepId, asked.visit, log);
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
