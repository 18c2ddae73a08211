import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { BatchResult } from "@/lib/server/engine/run-batch";
import { type MinuteFigures, Minutes } from "./minutes";

/** What one worker process counts about itself. Kept in memory; `reportWorker` writes it down every few seconds. */
export class WorkerFigures {
  readonly #registry = new Registry();
  readonly #minutes = new Minutes();
  readonly #batches = new Histogram({
    name: "cartograph_batch_seconds",
    help: "Time of one batch of the engine, from taking a shard to its commit",
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [this.#registry],
  });
  readonly #items = new Counter({
    name: "cartograph_batch_items_total",
    help: "What batches handled: events, timers, entries into flows, messages decided",
    labelNames: ["kind"],
    registers: [this.#registry],
  });
  readonly #failures = new Counter({
    name: "cartograph_batch_failures_total",
    help: "Batches that were rolled back",
    registers: [this.#registry],
  });
  readonly #memory = new Gauge({
    name: "cartograph_worker_resident_bytes",
    help: "Resident memory of the worker",
    registers: [this.#registry],
  });

  constructor(workerId: string) {
    this.#registry.setDefaultLabels({ worker: workerId });
  }

  /** Starts the clock of a batch. */
  begin(): (result: BatchResult, now: number) => void {
    const began = performance.now();
    return (result, now) => this.batch(result, (performance.now() - began) / 1000, now);
  }

  /** A batch that was committed. `seconds` is how long it took, `now` epoch ms. */
  batch(result: BatchResult, seconds: number, now: number): void {
    const done = {
      events: result.events,
      timers: result.due,
      entered: result.entered,
      messages: result.messages,
    };
    this.#batches.observe(seconds);
    for (const [kind, count] of Object.entries(done)) this.#items.inc({ kind }, count);
    this.#minutes.add(now, done);
  }

  /** A batch that was rolled back. */
  failure(): void {
    this.#failures.inc();
  }

  minutes(): readonly MinuteFigures[] {
    return this.#minutes.rows();
  }

  /** All counters, in prom-client's JSON form. */
  async asJson(): Promise<unknown[]> {
    this.#memory.set(process.memoryUsage.rss());
    return await this.#registry.getMetricsAsJSON();
  }
}
