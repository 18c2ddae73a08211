import type { CustomerFacts } from "@/lib/domain/flow/facts";
import { customerScope } from "@/lib/domain/flow/scope";
import { matches, nextCheckAt, type Tally } from "@/lib/domain/segment/matches";
import { shardOf } from "@/lib/domain/shard";
import type { BatchFacts } from "./facts";
import type { LoadedSegment } from "./loaded-segment";
import type { Outcome } from "./outcome";
import type { PendingEvent } from "./read-work";

// Of customers whose shop has no segments that follow events: never written to, since only such a segment writes.
const NONE: Set<string> = new Set();
const NOTHING: Map<string, Tally> = new Map();

/** One customer's memberships while a batch decides: they follow each event, in log order. Pure but for what it adds to `outcome`. */
export class Memberships {
  readonly #before: ReadonlySet<string>;
  readonly #now: Set<string>;
  readonly #tallies: Map<string, Tally>;
  readonly #shard: number;

  constructor(
    readonly facts: BatchFacts,
    readonly outcome: Outcome,
    readonly customer: CustomerFacts,
    readonly segments: readonly LoadedSegment[],
  ) {
    this.#before = facts.segments.members.get(customer.id) ?? NONE;
    const follows = segments.length > 0;
    this.#now = follows ? new Set(this.#before) : NONE;
    this.#tallies = follows ? new Map(facts.segments.tallies.get(customer.id)) : NOTHING;
    this.#shard = follows ? shardOf(customer.id) : 0;
    customer.segments = [...this.#before];
  }

  /** Counts an event of the customer. */
  count({ name, occurredAt }: PendingEvent): void {
    if (this.segments.length === 0) return;
    const before = this.#tallies.get(name);
    this.#tallies.set(name, {
      count: (before?.count ?? 0) + 1,
      lastAt: Math.max(before?.lastAt ?? occurredAt, occurredAt),
    });
  }

  /** Asks these segments again. `cause` tells one edge from the next in what goes onto the log. */
  ask(which: (segment: LoadedSegment) => boolean, cause: string): void {
    // Of a shard that is still to be built nothing is known yet: building it sees this event.
    for (const segment of this.segments)
      if (segment.builtShards > this.#shard && which(segment)) this.#judge(segment, cause);
  }

  #judge(segment: LoadedSegment, cause: string): void {
    const { customer, facts, outcome } = this;
    const asked = { scope: { customer: customerScope(customer) }, tallies: this.#tallies, now: facts.now };
    const belongs = matches(segment.rule, asked);
    if (segment.recency.size > 0) {
      outcome.checks.set(`${segment.id} ${customer.id}`, {
        segmentId: segment.id,
        customerId: customer.id,
        at: nextCheckAt(segment.rule, this.#tallies, facts.now),
      });
    }
    if (belongs === this.#now.has(segment.id)) return;
    if (belongs) this.#now.add(segment.id);
    else this.#now.delete(segment.id);
    customer.segments = [...this.#now];
    const row = { segmentId: segment.id, customerId: customer.id };
    outcome.edges.push({ ...row, segmentName: segment.name, kind: belongs ? "entered" : "left", cause });
    // What is written is the difference to what the database has, whatever happened in between.
    const key = `${segment.id} ${customer.id}`;
    if (belongs === this.#before.has(segment.id)) outcome.memberships.delete(key);
    else outcome.memberships.set(key, { ...row, belongs });
  }
}
