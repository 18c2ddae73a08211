import type { FlowDocument } from "@/lib/domain/flow/document";
import type { MovePlan } from "@/lib/domain/flow/move";
import { durationMs } from "@/lib/domain/time/duration";
import { enter, keyOf, refusalOf } from "./naive-entry";
import { exitOf } from "./naive-exit";
import { deliver, reported } from "./naive-post";
import { arrive, goalsAfter, isOver, isTold, remember, ruleOf, takeBack } from "./naive-run";
import { type LookedAt, lookAt, ZoneUnknown } from "./naive-step";
import type { NaiveEvent, NaiveGift, NaiveMessage, NaiveRun, Shopper, ShopRules } from "./naive-types";

/**
 * The engine's rules once more, as plainly as possible: one customer at a time, in memory, no batches, no database. Tests compare the real
 * engine with it. It knows the steps that `randomFlow` draws and nothing else.
 */
export class NaiveCustomer {
  /** In the order they were entered. */
  readonly runs: NaiveRun[] = [];
  readonly messages: NaiveMessage[] = [];
  readonly gifts: NaiveGift[] = [];
  /** `<step>/<outcome>` → how often */
  counts = new Map<string, number>();
  paused = false;
  readonly #asked = new Set<NaiveRun>();
  /** Nobody knows the zone that stands on their profile. */
  zoneUnknown = false;

  constructor(
    /** The drawing that is live. */
    public document: FlowDocument,
    readonly shop: ShopRules,
    readonly shopper: Shopper,
    readonly names: {
      flowId: string;
      run: (event: NaiveEvent) => string;
      message: (run: NaiveRun) => string;
      /** The event by which the log tells of a message. */
      result: (message: NaiveMessage) => NaiveEvent;
    },
  ) {}

  /**
   * What happens to this customer at one moment: whom the end of the schedule takes along, then the events that came since the last moment, in
   * order, then what is due, then what goes out, and what comes back of that.
   */
  at(now: number, events: readonly NaiveEvent[]): void {
    this.#happen(now, events);
    for (;;) {
      const told = deliver(this.messages, this.shopper, this.shop, this.paused, now);
      if (told.length === 0) return;
      for (const { stepId, status, reason } of told)
        this.#count(stepId, status === "skipped" ? `skipped:${reason}` : status);
      this.#happen(now, told.filter(isTold).map(this.names.result));
    }
  }

  /** Nothing is told at this moment, and what is due meets a profile whose zone is no zone; then somebody mends it and tries again what failed. */
  stumble(now: number): void {
    this.zoneUnknown = true;
    this.#happen(now, []);
    this.zoneUnknown = false;
    for (const run of this.runs.filter(({ status }) => status === "failed").sort(byId)) {
      Object.assign(run, {
        status: "active",
        reason: null,
        wakeAt: now,
        codes: run.codes.filter((gift) => !gift.takenBack),
      });
      this.#count(run.step, "retried");
      if (!this.paused) this.#timer(run, now);
      this.#takeBack();
    }
  }

  /** The end of a schedule takes those inside with it where it says so. */
  sweep(now: number): void {
    for (const run of this.#active())
      if (isOver(run.document, now)) this.#end(run, "exited", "schedule_ended");
    this.#takeBack();
  }

  /** Another drawing, for those inside as the plan says: who goes on at an unchanged step keeps their timer. */
  publish(document: FlowDocument, plan: MovePlan, now: number): void {
    this.document = document;
    for (const run of this.#active()) {
      const choice = plan[run.step] ?? { kind: "to", stepId: run.step };
      if (choice.kind === "finish") continue;
      const before = this.#stepOf(run);
      const step = choice.kind === "to" ? document.steps.find(({ id }) => id === choice.stepId) : undefined;
      if (!step) {
        this.#end(run, "exited", "step_removed");
        continue;
      }
      run.document = document;
      const arrives = step.id !== run.step || step.type !== before.type;
      if (arrives)
        Object.assign(run, {
          step: step.id,
          visit: run.visit + 1,
          arrivedAt: now,
          restartedAt: null,
          awaiting: null,
          review: null,
        });
      if (arrives || JSON.stringify(before.config) !== JSON.stringify(step.config))
        run.wakeAt = Math.min(run.wakeAt ?? now, now);
    }
    this.#takeBack();
  }

  /** A provider, or the customer's click, tells of their newest message that went out. Null when there is none that it could be true of. */
  report(result: "delivered" | "bounced" | "clicked"): NaiveMessage | null {
    const message = reported(this.messages, result);
    if (!message) return null;
    this.#count(message.stepId, result);
    return message;
  }

  #happen(now: number, events: readonly NaiveEvent[]): void {
    for (const event of events) {
      const ended = this.runs.filter(({ status }) => status === "completed");
      for (const run of this.#active()) this.#safely(run, () => this.#tell(run, event, now));
      for (const run of ended) this.#countLate(run, event);
      this.#mayEnter(event, now);
      const { runId, result } = event.report ?? {};
      if (["skipped", "failed", "bounced"].includes(result ?? ""))
        for (const run of this.runs) if (run.id === runId) this.#asked.add(run);
      this.#takeBack();
    }
    if (this.paused) return;
    const due = this.#active().filter(({ wakeAt }) => wakeAt !== null && wakeAt <= now);
    for (const run of due.sort((a, b) => a.wakeAt! - b.wakeAt! || byId(a, b))) {
      this.#timer(run, now);
      this.#takeBack();
    }
  }

  #timer(run: NaiveRun, now: number): void {
    run.dueAt = run.wakeAt ?? now;
    this.#safely(run, () =>
      isOver(run.document, now) ? this.#end(run, "exited", "schedule_ended") : this.#look(run, null, now),
    );
  }

  /** What cannot be done leaves nothing behind but a run that failed. */
  #safely(run: NaiveRun, piece: () => void): void {
    const before = { ...run, codes: [...run.codes], path: [...run.path] };
    const counts = new Map(this.counts);
    const { length } = this.messages;
    const gifts = this.gifts.length;
    try {
      piece();
    } catch (error) {
      if (!(error instanceof ZoneUnknown)) throw error;
      Object.assign(run, before);
      this.counts = counts;
      this.messages.length = length;
      for (const gift of this.gifts.slice(gifts)) gift.takenBack = true;
      this.#end(run, "failed", "error");
    }
  }

  #mayEnter(event: NaiveEvent, now: number): undefined {
    const { document, runs } = this;
    const trigger = document.steps.find((step) => step.type === "event-trigger")!;
    if (event.name !== trigger.config.eventName) return;
    const { frequency } = document.settings;
    const refusal = refusalOf(this, event, now);
    if (refusal) return this.#count("", `refused:${refusal}`);
    const key = keyOf(document, event);
    if (frequency.whileActive === "supersede")
      for (const old of this.#active().filter((run) => run.key === key))
        this.#end(old, "exited", "superseded");
    const run = enter(document, event, this.names.run(event), now);
    runs.push(run);
    this.#safely(run, () => this.#leave(run, "next", now));
  }

  /** An event reaches a run: what ends it, then the flow's goal, then the nearest goal step ahead, then the step it stands at. */
  #tell(run: NaiveRun, event: NaiveEvent, now: number): undefined {
    if (isOver(run.document, event.at)) return this.#end(run, "exited", "schedule_ended");
    run.dueAt = event.at;
    if (event.decision) return this.#decided(run, event.decision, now);
    remember(run, event);
    const exit = exitOf(run, event, this.shopper);
    if (exit) return this.#end(run, "exited", exit);
    const { goal } = this.document.settings;
    const { config, id } = this.#stepOf(run);
    if (goal?.eventName === event.name) {
      if (goal.mode === "attributed" && ruleOf(run, event) === "goal")
        return this.#end(run, "exited", "order_not_attributed");
      const waitedFor = this.#stepOf(run).type === "goal" ? "reached" : "happened";
      if (config.eventName === event.name) this.#count(id, `port:${waitedFor}`);
      this.#convert(run, event);
      return this.#end(run, "converted", `${event.name} happened`);
    }
    const ahead = goalsAfter(run).find((step) => step.config.eventName === event.name);
    if (ahead) {
      this.#count(id, "port:goal");
      arrive(run, ahead.id, now);
      return this.#look(run, event, now);
    }
    const { type } = this.#stepOf(run);
    const listens =
      (type === "wait" && config.mode === "customer-date" && event.name === "customer.updated") ||
      ((type === "wait-for-event" || type === "goal") &&
        (config.eventName === event.name || config.restartOn === event.name)) ||
      (type.startsWith("send-") && config.failover !== null && event.report !== null);
    if (listens) this.#look(run, event, now);
  }

  /** A person approved or refused what the run waits for. */
  #decided(run: NaiveRun, { runId, visit, as }: NonNullable<NaiveEvent["decision"]>, now: number): undefined {
    if (runId !== run.id || visit !== run.visit || run.review?.decided !== null) return;
    run.review = { ...run.review, decided: as };
    this.#count(run.step, `review:${as}`);
    return this.#look(run, null, now);
  }

  /** An order after the end still counts, in the flow's time. */
  #countLate(run: NaiveRun, event: NaiveEvent): void {
    if (run.revenue !== null || this.document.settings.goal?.eventName !== event.name) return;
    if (event.at > run.enteredAt + durationMs(run.document.settings.conversionWindow)) return;
    run.postCompletion = true;
    this.#convert(run, event);
  }

  #convert(run: NaiveRun, event: NaiveEvent): void {
    if (run.revenue !== null) return;
    run.goalVisit = run.visit;
    run.rule = ruleOf(run, event);
    run.revenue = event.total;
  }

  /** Looks at the step a run stands at, with an event or because of the time. */
  #look(run: NaiveRun, event: NaiveEvent | null, now: number): undefined {
    if (this.paused && !event) {
      run.wakeAt = now;
      return;
    }
    const step = this.#stepOf(run);
    const said: LookedAt = lookAt(step, run, event, now, this);
    if (said.outcome) this.#count(step.id, said.outcome);
    if (said.outcome?.startsWith("skipped:") && run.codes.length > 0) run.withheld = true;
    if (said.converts && event && this.document.settings.goal === null) this.#convert(run, event);
    if (said.kind === "stay") run.wakeAt = said.until;
    else if (said.kind === "end") {
      run.walked = step.type !== "send-email" && step.type !== "send-sms";
      this.#end(run, said.status, said.reason);
    } else this.#leave(run, said.port, now);
  }

  #leave(run: NaiveRun, port: string, now: number): undefined {
    this.#count(run.step, `port:${port}`);
    const edge = run.document.edges.find(({ from, port: name }) => from === run.step && name === port);
    if (!edge) {
      run.walked = true;
      return this.#end(run, "completed", "reached the end");
    }
    arrive(run, edge.to, now);
    this.#look(run, null, now);
  }

  #end(run: NaiveRun, status: Exclude<NaiveRun["status"], "active">, reason: string): undefined {
    run.status = status === "completed" && run.revenue !== null ? "converted" : status;
    run.reason = reason;
    run.wakeAt = null;
    this.#asked.add(run);
  }

  #takeBack(): void {
    for (const run of this.#asked) takeBack(run, this.messages);
    this.#asked.clear();
  }

  #active(): NaiveRun[] {
    return this.runs.filter(({ status }) => status === "active");
  }

  #stepOf(run: NaiveRun) {
    return run.document.steps.find(({ id }) => id === run.step)!;
  }

  #count(stepId: string, outcome: string): undefined {
    const key = `${stepId}/${outcome}`;
    this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
