import { isIn } from "@/lib/domain/event/total-of";
import type { Refusal } from "@/lib/domain/flow/entry";
import type { CustomerFacts } from "@/lib/domain/flow/facts";
import type { Run, Transition } from "@/lib/domain/flow/run";
import type { Effect, ReviewEffect } from "@/lib/domain/flow/step-definition";

export type Intent = {
  run: Pick<Run, "id" | "workspaceId" | "customerId" | "flowId" | "versionId" | "context">;
  stepId: string;
  stepName: string;
  visit: number;
  /** When the customer arrived at the step, epoch ms. */
  arrivedAt: number;
  flowName: string;
  effect: Exclude<Effect, { kind: "update-customer" | "review" }>;
  /** As they were at the step. */
  customer: CustomerFacts;
};
/** An incentive that a person shall decide about; `run` as it stood when they were asked. */
export type AskedReview = { run: Run; arrivedAt: number; effect: ReviewEffect };
/** A run that waited for a person goes on or is over: how, and what its timeline says of it. */
export type ClosedReview = { run: Run; stepId: string; visit: number; result: string; reason: string };
export type RefusalRow = {
  customerId: string;
  eventId: number;
  flowId: string;
  reason: Refusal;
  detail: Record<string, unknown>;
};
export type Edge = {
  segmentId: string;
  segmentName: string;
  customerId: string;
  kind: "entered" | "left";
  /** The event or the moment it happened by. */
  cause: string;
};
export type CounterRow = {
  versionId: string;
  stepId: string;
  outcome: string;
  count: number;
  amount: number;
};

/** All that a batch decided, before anything is written. */
export class Outcome {
  readonly entered = new Map<string, Run>();
  readonly changed = new Map<string, Run>();
  readonly contextChanged = new Set<string>();
  readonly logs = new Map<string, Transition[]>();
  readonly refusals: RefusalRow[] = [];
  readonly intents: Intent[] = [];
  readonly asked: AskedReview[] = [];
  readonly closed: ClosedReview[] = [];
  readonly customers = new Map<string, CustomerFacts>();
  /** Per customer, only the attributes that steps set: the others may have been changed meanwhile. */
  readonly attributes = new Map<string, Record<string, unknown>>();
  /** What becomes of memberships, by segment and customer: the difference to what the database has. */
  readonly memberships = new Map<string, { segmentId: string; customerId: string; belongs: boolean }>();
  /** Every crossing of a segment's border, in order: each is one event on the log. */
  readonly edges: Edge[] = [];
  /** When to ask about a membership again; null when time cannot change it. */
  readonly checks = new Map<string, { segmentId: string; customerId: string; at: number | null }>();
  readonly #counters = new Map<string, CounterRow>();

  /** A run that waited for a person at this step and visit is not waiting any more. `log` is what happened to it since. */
  closeReview(run: Run, stepId: string, visit: number, log: readonly Transition[]): void {
    const last = log.find((one) => one.stepId === stepId && (one.kind === "left" || one.kind === "moved"));
    const end = last ?? log.find(({ kind }) => kind === "ended");
    if (end?.kind === "left")
      this.closed.push({ run, stepId, visit, result: `left:${end.port}`, reason: end.reason });
    else if (end?.kind === "ended")
      this.closed.push({ run, stepId, visit, result: `ended:${end.status}`, reason: end.reason });
    else this.closed.push({ run, stepId, visit, result: "moved", reason: "moved" });
  }

  /** Adds to a counter; `stepId` "" is the flow itself, `amount` minor units. */
  count(versionId: string, stepId: string, outcome: string, amount = 0): void {
    const key = `${versionId} ${stepId} ${outcome}`;
    const row = this.#counters.get(key);
    if (row) {
      row.count += 1;
      row.amount += amount;
    } else this.#counters.set(key, { versionId, stepId, outcome, count: 1, amount });
  }

  /** The counters in key order, so that two batches never wait for each other crosswise. */
  counters(): CounterRow[] {
    return [...this.#counters.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, row]) => row);
  }

  /** Keeps what happened to a run, and counts it on its steps and its flow. Money is summed where it is in `currency`, the workspace's. */
  record(run: Run, transitions: readonly Transition[], currency = ""): void {
    if (transitions.length === 0) return;
    const log = this.logs.get(run.id);
    if (log) log.push(...transitions);
    else this.logs.set(run.id, [...transitions]);
    for (const [index, transition] of transitions.entries())
      this.#countTransition(run, transition, transitions[index - 1], currency);
  }

  #countTransition(run: Run, transition: Transition, before: Transition | undefined, currency: string): void {
    const { versionId } = run;
    switch (transition.kind) {
      case "entered":
        this.count(versionId, transition.stepId, "entered");
        break;
      case "left":
        this.count(versionId, transition.stepId, `port:${transition.port}`);
        break;
      case "outcome":
        this.count(versionId, transition.stepId, transition.outcome);
        break;
      case "converted": {
        const amount = isIn(currency, transition.currency) ? transition.revenue : 0;
        this.count(versionId, transition.stepId, "converted", amount);
        this.count(versionId, "", "converted", amount);
        this.count(versionId, "", `converted:${transition.rule}`, amount);
        break;
      }
      case "ended":
        // A run that left its last step by a port stands nowhere any more: it must not leave that step twice.
        if (
          before?.kind !== "left" &&
          !(before?.kind === "converted" && this.#leftAlready(run, transition))
        ) {
          this.count(
            versionId,
            transition.stepId,
            `ended:${transition.status === "exited" ? transition.reason : transition.status}`,
          );
        }
        if (transition.status === "completed" || transition.status === "converted")
          this.count(versionId, "", "completed");
        else if (transition.status === "exited") this.count(versionId, "", `exited:${transition.reason}`);
        else this.count(versionId, "", "failed");
        break;
      case "retried":
        this.count(versionId, transition.stepId, "retried");
        break;
      case "waiting":
      // Counted on both versions by the move itself, which alone knows them.
      case "moved":
        break;
    }
  }

  /** Whether the run's last move in this batch was to leave the step it ended at. */
  #leftAlready(run: Run, ended: Transition): boolean {
    const moves = (this.logs.get(run.id) ?? []).filter(
      ({ kind, stepId }) => stepId === ended.stepId && (kind === "left" || kind === "entered"),
    );
    return moves.at(-1)?.kind === "left";
  }
}
