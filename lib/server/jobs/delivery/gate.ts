import { env } from "@/lib/server/env";

const STALLED_MS = 2_000;
const SICK_MS = 60_000;

/**
 * The way to one provider account: lets only so many calls at a time through, and knows when the provider does not keep up, so that messages to
 * it are left where they are and nobody else's wait behind them.
 */
export class Gate {
  #running = 0;
  #line: (() => void)[] = [];
  #lastPass = 0;
  #sickUntil = 0;

  constructor(readonly size: number) {}

  async through<Result>(work: () => Promise<Result>): Promise<Result> {
    if (this.#running < this.size) this.#running += 1;
    // Whoever leaves hands its place on, so the count stays.
    else await new Promise<void>((resolve) => this.#line.push(resolve));
    this.#lastPass = performance.now();
    try {
      return await work();
    } finally {
      const next = this.#line.shift();
      if (next) next();
      else this.#running -= 1;
    }
  }

  /** Somebody gave up waiting: for a minute, no more than one batch tries this provider. */
  giveUp(): void {
    this.#sickUntil = performance.now() + SICK_MS;
  }

  /** Whether to come back later rather than stand in line. */
  get clogged(): boolean {
    const now = performance.now();
    if (this.#line.length > 0 && now - this.#lastPass > STALLED_MS) return true;
    return this.#running > 0 && now < this.#sickUntil;
  }
}

const KEPT = 1000;
const gates = new Map<string, Gate>();

/** The gate of a provider account by its connection's id, or of a webhook by its host. */
export function gateOf(key: string): Gate {
  const found = gates.get(key);
  if (found) return found;
  if (gates.size >= KEPT) gates.delete(gates.keys().next().value ?? "");
  const gate = new Gate(env().DELIVERY_CONCURRENCY);
  gates.set(key, gate);
  return gate;
}
