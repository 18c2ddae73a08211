import type { ExitReason } from "@/lib/domain/flow/run";
import { SHARD_COUNT } from "@/lib/domain/shard";
import type { Clock } from "@/lib/server/clock";
import { transaction } from "@/lib/server/db/pool";
import { Outcome } from "./outcome";
import { RUN_COLUMNS, type RunRow, runFrom } from "./run-row";
import { addCounters } from "./save-counters";
import { insertStepLog } from "./save-log";
import { updateRuns } from "./save-runs";
import { saveTimers } from "./save-timers";

/** Runs ended in one transaction. */
const CHUNK = 2000;

/**
 * Ends all active runs of a flow, shard by shard and in bounded transactions under the shard's lock, with the reason in their log and in the
 * counters. The flow must already be marked so that nobody enters meanwhile. @returns how many were ended
 */
export async function endFlowRuns(flowId: string, reason: ExitReason, clock: Clock): Promise<number> {
  let ended = 0;
  for (let shard = 0; shard < SHARD_COUNT; shard++) {
    for (let chunk = CHUNK; chunk === CHUNK; ) {
      chunk = await endChunk(shard, flowId, reason, clock);
      ended += chunk;
    }
  }
  return ended;
}

async function endChunk(shard: number, flowId: string, reason: ExitReason, clock: Clock): Promise<number> {
  return await transaction(async (client) => {
    await client.query(`SELECT FROM shard WHERE id = $1 FOR UPDATE`, [shard]);
    const { rows } = await client.query<RunRow>(
      `SELECT ${RUN_COLUMNS} FROM run WHERE shard = $1 AND flow_id = $2 AND status = 'active' LIMIT $3`,
      [shard, flowId, CHUNK],
    );
    const now = clock();
    const outcome = new Outcome();
    const runs = rows.map(runFrom);
    const timers = new Map(runs.map(({ id, wakeAt }) => [id, wakeAt]));
    for (const run of runs) {
      Object.assign(run, {
        status: "exited",
        endedAt: now.getTime(),
        endReason: reason,
        wakeAt: null,
        parkedWakeAt: null,
      });
      outcome.changed.set(run.id, run);
      outcome.record(run, [
        { kind: "ended", stepId: run.stepId, at: now.getTime(), status: "exited", reason },
      ]);
    }
    await saveTimers(client, shard, outcome.changed.values(), timers);
    await updateRuns(client, shard, [...outcome.changed.values()], new Set());
    await insertStepLog(client, shard, now, outcome.logs);
    await addCounters(client, shard, now, outcome.counters());
    return rows.length;
  });
}
