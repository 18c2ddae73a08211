import type { FlowDocument } from "@/lib/domain/flow/document";
import { drawFrom } from "@/lib/domain/random";
import { durationMs } from "@/lib/domain/time/duration";

/**
 * The engine's rules once more, as plainly as possible: one customer at a time, in memory, no batches, no database. Tests compare the real
 * engine with it. It knows the steps that `randomFlow` draws and nothing else.
 */

export type NaiveEvent = { id: number; name: string; total: number; at: number; cartId: string };
export type NaiveRun = {
  id: string;
  status: "active" | "completed" | "converted" | "exited";
  reason: string | null;
  step: string;
  arrivedAt: number;
  enteredAt: number;
  wakeAt: number | null;
  trigger: NaiveEvent;
  /** When its wait began anew. */
  restartedAt: number | null;
  revenue: number | null;
  codes: number;
  /** Every step visited, in order. */
  path: string[];
  messages: string[];
};
type Step = FlowDocument["steps"][number];

export class NaiveCustomer {
  readonly runs: NaiveRun[] = [];
  readonly refusals: string[] = [];

  constructor(
    public document: FlowDocument,
    readonly runId: (event: NaiveEvent) => string,
    readonly flowId: string,
    readonly customerId: string,
  ) {}

  /** What happens to this customer at one moment: first the events that came since the last, in order, then what is due. */
  at(now: number, events: readonly NaiveEvent[]): void {
    for (const event of events) {
      const ended = this.runs.filter((run) => run.status === "completed");
      for (const run of this.runs) if (run.status === "active") this.#tell(run, event, now);
      for (const run of ended) this.#countLate(run, event, now);
      this.#mayEnter(event, now);
    }
    for (let due = this.#due(now); due.length > 0; due = this.#due(now))
      for (const run of due) this.#look(run, null, now);
  }

  /** Another drawing for everybody: who stands at a step that it has too stays there, by what the step says now; the others leave. */
  publish(document: FlowDocument, now: number): void {
    const before = this.document;
    this.document = document;
    for (const run of this.runs.filter(({ status }) => status === "active")) {
      const old = before.steps.find((step) => step.id === run.step)!;
      const step = document.steps.find(({ id }) => id === run.step);
      if (!step) {
        this.#end(run, "exited", "step_removed");
        continue;
      }
      if (old.type !== step.type) {
        run.arrivedAt = now;
        run.restartedAt = null;
      } else if (JSON.stringify(old.config) === JSON.stringify(step.config)) continue;
      run.wakeAt = Math.min(run.wakeAt ?? now, now);
    }
  }

  #due(now: number): NaiveRun[] {
    return this.runs.filter((run) => run.status === "active" && run.wakeAt !== null && run.wakeAt <= now);
  }

  #refuse(reason: string): undefined {
    this.refusals.push(reason);
  }

  #mayEnter(event: NaiveEvent, now: number): undefined {
    const trigger = this.document.steps.find((step) => step.type === "event-trigger")!;
    if (event.name !== trigger.config.eventName) return;
    const { frequency } = this.document.settings;
    const key = (of: NaiveEvent) => (frequency.correlation ? of.cartId : "");
    const same = this.runs.filter((run) => key(run.trigger) === key(event));
    const active = same.filter((run) => run.status === "active");
    if (active.length > 0 && frequency.whileActive === "ignore") return this.#refuse("already_active");
    if (same.length > 0) {
      if (frequency.reentry === "never") return this.#refuse("reentry_never");
      const last = Math.max(...same.map((run) => run.enteredAt));
      if (now < last + durationMs(frequency.delay)) return this.#refuse("reentry_delay");
    }
    if (frequency.limit && frequency.reentry === "again") {
      const since = now - durationMs(frequency.limit.per);
      if (this.runs.filter((run) => run.enteredAt > since).length >= frequency.limit.count)
        return this.#refuse("reentry_limit");
    }
    if (frequency.whileActive === "supersede")
      for (const run of active) this.#end(run, "exited", "superseded");
    const run: NaiveRun = {
      id: this.runId(event),
      status: "active",
      reason: null,
      step: trigger.id,
      arrivedAt: now,
      enteredAt: now,
      wakeAt: null,
      trigger: event,
      restartedAt: null,
      revenue: null,
      codes: 0,
      path: [trigger.id],
      messages: [],
    };
    this.runs.push(run);
    this.#leave(run, "next", now);
  }

  /** An event reaches a run: the flow's goal first, then the nearest goal step ahead, then the step it stands at. */
  #tell(run: NaiveRun, event: NaiveEvent, now: number): undefined {
    if (this.document.settings.goal?.eventName === event.name) {
      run.revenue ??= event.total;
      return this.#end(run, "converted", `${event.name} happened`);
    }
    for (const goal of this.#goalsAhead(run.step)) {
      if (goal.config.eventName !== event.name) continue;
      this.#arrive(run, goal.id, now);
      return this.#look(run, event, now);
    }
    const { eventName, restartOn } = this.#step(run.step).config;
    if (eventName === event.name || restartOn === event.name) this.#look(run, event, now);
  }

  #countLate(run: NaiveRun, event: NaiveEvent, now: number): undefined {
    if (run.revenue !== null) return;
    if (this.document.settings.goal?.eventName !== event.name) return;
    if (now <= run.enteredAt + durationMs(this.document.settings.conversionWindow)) run.revenue = event.total;
  }

  /** Looks at the step a run stands at, with an event or because of the time. */
  #look(run: NaiveRun, event: NaiveEvent | null, now: number): undefined {
    const { type, config, id } = this.#step(run.step);
    const ms = (value: unknown) => durationMs(value as { value: number; unit: "hours" });
    const stay = (until: number | null): undefined => {
      run.wakeAt = until;
    };
    switch (type) {
      case "wait": {
        const until =
          config.mode === "duration"
            ? run.arrivedAt + ms(config.duration)
            : run.enteredAt + ms(config.duration);
        return now >= until ? this.#leave(run, "next", now) : stay(until);
      }
      case "wait-for-event": {
        if (event?.name === config.eventName) return this.#leave(run, "happened", now);
        if (event && event.name === config.restartOn) {
          run.restartedAt = Math.max(run.arrivedAt, event.at);
          return stay(run.restartedAt + ms(config.timeout));
        }
        const until = (run.restartedAt ?? run.arrivedAt) + ms(config.timeout);
        return now >= until ? this.#leave(run, "timed_out", now) : stay(until);
      }
      case "goal":
        if (event && event.name === config.eventName) {
          if (!this.document.settings.goal) run.revenue ??= event.total;
          return this.#leave(run, "reached", now);
        }
        return config.otherwise === "wait" ? stay(null) : this.#leave(run, "passed", now);
      case "branch":
        return this.#leave(run, run.trigger.total > 50 ? "big" : "else", now);
      case "split":
        if (config.sticky) {
          const draw = drawFrom(`arm:${this.flowId}:${id}:${this.customerId}`);
          if (draw >= 0.5) return this.#end(run, "completed", "Drew B (50%)");
          return this.#leave(run, "a", now);
        }
        return this.#leave(run, drawFrom(`${run.id}:${id}`) < 0.5 ? "a" : "b", now);
      case "issue-coupon":
        run.codes = 1;
        return this.#leave(run, "issued", now);
      case "send-email":
        if (now - (run.wakeAt ?? now) <= durationMs(this.document.settings.lateLimit)) run.messages.push(id);
        return this.#leave(run, "next", now);
      case "exit":
        return this.#end(
          run,
          config.as === "exited" ? "exited" : "completed",
          config.as === "exited" ? "custom" : "reached the end",
        );
      default:
        throw new Error(`The naive engine does not know ${type}.`);
    }
  }

  #leave(run: NaiveRun, port: string, now: number): undefined {
    const edge = this.document.edges.find(({ from, port: name }) => from === run.step && name === port);
    if (!edge) return this.#end(run, "completed", "reached the end");
    this.#arrive(run, edge.to, now);
    this.#look(run, null, now);
  }

  #arrive(run: NaiveRun, step: string, now: number): undefined {
    run.step = step;
    run.arrivedAt = now;
    run.restartedAt = null;
    run.path.push(step);
  }

  #end(run: NaiveRun, status: "completed" | "converted" | "exited", reason: string): undefined {
    run.status = status === "completed" && run.revenue !== null ? "converted" : status;
    run.reason = reason;
    run.wakeAt = null;
  }

  #goalsAhead(from: string): Step[] {
    const goals: Step[] = [];
    const seen = new Set([from]);
    for (const queue = [from]; queue.length > 0; ) {
      const at = queue.shift()!;
      for (const { to } of this.document.edges.filter((edge) => edge.from === at)) {
        if (seen.has(to)) continue;
        seen.add(to);
        queue.push(to);
        if (this.#step(to).type === "goal") goals.push(this.#step(to));
      }
    }
    return goals;
  }

  #step(id: string): Step {
    return this.document.steps.find((step) => step.id === id)!;
  }
}
