import type pg from "pg";
import type { StepAnswer } from "@/lib/domain/flow/step-definition";
import { MESSAGE_RESULT_EVENTS, type MessageResultProperties } from "@/lib/domain/message/sent-event";
import { shardOf } from "@/lib/domain/shard";
import type { Clock } from "@/lib/server/clock";
import { keyedTransaction } from "@/lib/server/db/pool";
import { together } from "@/lib/server/db/together";
import { log } from "@/lib/server/log";
import { BatchFailure } from "./batch-failure";
import { decideCustomer } from "./decide-customer";
import { deletePending } from "./delete-pending";
import type { BatchFacts } from "./facts";
import type { Question } from "./guarded";
import { loadFacts } from "./load-facts";
import { Outcome } from "./outcome";
import { readWork, type Work, type WorkLimits } from "./read-work";
import { releaseUnsent } from "./release-unsent";
import { resolveQuestions } from "./resolve-questions";
import { addCounters } from "./save-counters";
import { updateCustomers } from "./save-customers";
import { insertRefusals, insertStepLog } from "./save-log";
import { insertMessages } from "./save-messages";
import { closeReviews, insertReviews } from "./save-reviews";
import { insertRuns, updateRuns } from "./save-runs";
import { deleteChecks, saveSegments } from "./save-segments";
import { deleteTimers, saveTimers } from "./save-timers";
import { takeShards } from "./take-shards";
import { Undecidable } from "./undecidable";

export type BatchResult = {
  shard: number;
  events: number;
  due: number;
  checks: number;
  entered: number;
  messages: number;
};

export type BatchOptions = {
  clock: Clock;
  /** Events, and due runs, taken at most. */
  limit?: number;
  /** Shard to look at first. */
  startAt?: number;
  /** Shards taken at most: one, where each has a lot to do. */
  shards?: number;
};

/**
 * Takes one shard, or several that have little to do, and does what they have to do, in one transaction: load, decide, save. The number of statements
 * grows neither with the customers nor with the shards. Returns null when no shard has anything; `shard` is the last one.
 * @throws BatchFailure for what went wrong once shards were taken. What is thrown has changed nothing: all are free for the next
 */
export async function runBatch(
  pool: pg.Pool,
  { clock, limit = 1000, startAt = 0, shards = 1 }: BatchOptions,
): Promise<BatchResult | null> {
  return await keyedTransaction(async (client) => {
    const now = clock();
    const taken = await takeShards(client, now, { startAt, most: shards });
    if (taken.length === 0) return null;
    return await workShards(client, taken, now, { events: limit, due: limit, checks: limit });
  }, pool);
}

/** The same for these shards, at least one, whose locks the caller holds, in the caller's transaction. @throws BatchFailure */
export async function workShards(
  client: pg.PoolClient,
  shards: readonly number[],
  now: Date,
  limits: WorkLimits,
): Promise<BatchResult> {
  const taken = { eventIds: [] as number[], runIds: [] as string[], checks: [] as Work["taken"] };
  try {
    const found = await readWork(client, shards, now, limits);
    taken.eventIds = found.events.map(({ id }) => id);
    taken.checks = found.taken;
    taken.runIds = found.due.map(({ id }) => id);
    return await work(client, shards, now, found);
  } catch (error) {
    throw new BatchFailure(shards, taken, error);
  }
}

async function work(
  client: pg.PoolClient,
  shards: readonly number[],
  now: Date,
  found: Work,
): Promise<BatchResult> {
  const result = {
    shard: shards.at(-1)!,
    events: found.events.length,
    due: found.due.length,
    checks: found.taken.length,
    entered: 0,
    messages: 0,
  };
  // Another batch may have emptied the shard between the look and the lock: that is not the end of the work elsewhere.
  await deleteTimers(client, found.stale);
  await deleteChecks(client, found.taken);
  if (result.events + result.due + result.checks === 0) return result;
  const facts = await loadFacts(client, found, now.getTime());
  const outcome = new Outcome();
  const customers = new Set([...facts.events.keys(), ...facts.runs.keys(), ...facts.checks.keys()]);
  await decideAll(client, deciders(customers, facts, outcome), facts.now);
  await together([deletePending(client, found.events), save(client, shards, now, facts, outcome)]);
  tellFailures(outcome);
  return { ...result, entered: outcome.entered.size, messages: outcome.intents.length };
}

function* deciders(customers: Iterable<string>, facts: BatchFacts, outcome: Outcome): Iterable<Decider> {
  for (const customerId of customers) yield decideCustomer(customerId, facts, outcome);
}

/** Runs all deciders; whenever all that can go on have, the questions of the others are answered together. `now` in epoch ms. */
export async function decideAll(
  client: pg.PoolClient,
  deciders: Iterable<Decider>,
  now: number,
): Promise<void> {
  let asking: { decider: Decider; question: Question }[] = [];
  for (const decider of deciders) {
    const step = next(decider);
    if (!step.done) asking.push({ decider, question: step.value });
  }
  while (asking.length > 0) {
    const answers = await resolveQuestions(
      client,
      asking.map(({ question }) => question),
      now,
    );
    const still: typeof asking = [];
    for (const [index, { decider }] of asking.entries()) {
      const step = next(decider, answers[index]!);
      if (!step.done) still.push({ decider, question: step.value });
    }
    asking = still;
  }
}

type Decider = Generator<Question, void, StepAnswer>;

/** @throws Undecidable for what one customer's decision throws, so that they alone are put aside */
function next(decider: Decider, answer?: StepAnswer): IteratorResult<Question, void> {
  try {
    return answer === undefined ? decider.next() : decider.next(answer);
  } catch (error) {
    throw new Undecidable(error);
  }
}

/**
 * Writes what was decided in these shards. Runs that ended are written before new ones enter: the unique index on active runs would refuse the successor
 * otherwise. What is counted is added to the first shard's counters: who reads them sums over all shards, and its lock is ours.
 */
export async function save(
  client: pg.PoolClient,
  shards: readonly number[],
  now: Date,
  facts: BatchFacts,
  outcome: Outcome,
): Promise<void> {
  const { changed, entered } = outcome;
  await together([
    updateRuns(client, [...changed.values()], outcome.contextChanged),
    insertRuns(client, [...entered.values()]),
    saveTimers(client, [...changed.values(), ...entered.values()], facts.timers),
    insertStepLog(client, now, outcome.logs),
    insertRefusals(client, now, outcome.refusals),
    insertMessages(client, now, outcome.intents, facts.workspaces),
    insertReviews(client, now, outcome.asked),
    closeReviews(client, now, outcome.closed),
    updateCustomers(client, now, [...outcome.customers.values()], outcome.attributes),
    saveSegments(client, now, outcome, (customerId) => facts.workspaceOf.get(customerId)!),
    addCounters(client, shards[0]!, now, outcome.counters()),
  ]);
  await releaseUnsent(client, mayHoldUnsent(facts, outcome), facts.now);
}

/**
 * Runs that ended in this batch with a code in hand (those that failed may have forgotten it), and those of whose messages one did not arrive. A message
 * that was recorded in this very batch holds its run's codes: should it not go out, that is told.
 */
function mayHoldUnsent(facts: BatchFacts, outcome: Outcome): string[] {
  const sending = new Set<string>();
  for (const { run } of outcome.intents) sending.add(run.id);
  const found = new Set<string>();
  for (const runs of [outcome.changed, outcome.entered])
    for (const { id, status, context } of runs.values()) {
      const isOver = status === "failed" || (status !== "active" && context.vouchers.length > 0);
      if (isOver && !sending.has(id)) found.add(id);
    }
  for (const events of facts.events.values())
    for (const { name, properties } of events) {
      if (!MESSAGE_RESULT_EVENTS.includes(name)) continue;
      const { result, runId } = properties as MessageResultProperties;
      if (result === "skipped" || result === "failed" || result === "bounced") found.add(runId);
    }
  return [...found];
}

/** A failed run is somebody's trouble: told with what it takes to find it. */
function tellFailures(outcome: Outcome): void {
  for (const run of [...outcome.changed.values(), ...outcome.entered.values()]) {
    if (run.status !== "failed") continue;
    const { id, customerId, flowId, versionId, stepId, endReason } = run;
    log().warn(
      { shard: shardOf(id), runId: id, customerId, flowId, versionId, stepId, reason: endReason },
      "a run failed and was ended",
    );
  }
}
