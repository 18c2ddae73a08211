import type pg from "pg";
import type { ExitReason } from "@/lib/domain/flow/run";
import { Outcome } from "./outcome";
import { releaseUnsent } from "./release-unsent";
import { type RunRow, runFrom } from "./run-row";
import { addCounters } from "./save-counters";
import { insertStepLog } from "./save-log";
import { closeReviews } from "./save-reviews";
import { updateRuns } from "./save-runs";
import { saveTimers } from "./save-timers";

/** Ends these active runs of one shard, as exited unless said otherwise, with the reason in their log and in the counters. The caller holds the shard's lock. */
export async function endRuns(
  client: pg.PoolClient,
  shard: number,
  rows: readonly RunRow[],
  reason: ExitReason | string,
  now: Date,
  status: "exited" | "failed" = "exited",
): Promise<void> {
  const outcome = new Outcome();
  const runs = rows.map(runFrom);
  const timers = new Map(runs.map(({ id, wakeAt }) => [id, wakeAt]));
  for (const run of runs) {
    Object.assign(run, {
      status,
      endedAt: now.getTime(),
      endReason: reason,
      wakeAt: null,
      parkedWakeAt: null,
    });
    outcome.changed.set(run.id, run);
    const ended = { kind: "ended", stepId: run.stepId, at: now.getTime(), status, reason } as const;
    outcome.record(run, [ended]);
    if (run.context.review) outcome.closeReview(run, run.stepId, run.visit, [ended]);
  }
  await saveTimers(client, outcome.changed.values(), timers);
  await updateRuns(client, [...outcome.changed.values()], new Set());
  await insertStepLog(client, now, outcome.logs);
  await closeReviews(client, now, outcome.closed);
  await addCounters(client, shard, now, outcome.counters());
  await releaseUnsent(
    client,
    runs.map(({ id }) => id),
    now.getTime(),
  );
}
