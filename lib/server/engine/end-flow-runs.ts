import type { ExitReason } from "@/lib/domain/flow/run";
import { SHARD_COUNT } from "@/lib/domain/shard";
import type { Clock } from "@/lib/server/clock";
import { transaction } from "@/lib/server/db/pool";
import { endRuns } from "./end-runs";
import { RUN_COLUMNS, type RunRow } from "./run-row";

/** Runs ended in one transaction. */
const CHUNK = 2000;

/**
 * Ends all active runs of a flow, or of one of its versions, shard by shard and in bounded transactions under the shard's lock, with the reason in their log and in the
 * counters. The flow must already be marked so that nobody enters meanwhile. @returns how many were ended
 */
export async function endFlowRuns(
  flowId: string,
  reason: ExitReason,
  clock: Clock,
  versionId: string | null = null,
): Promise<number> {
  let ended = 0;
  for (let shard = 0; shard < SHARD_COUNT; shard++) {
    for (let chunk = CHUNK; chunk === CHUNK; ) {
      chunk = await endChunk(shard, { flowId, versionId }, reason, clock);
      ended += chunk;
    }
  }
  return ended;
}

async function endChunk(
  shard: number,
  { flowId, versionId }: { flowId: string; versionId: string | null },
  reason: ExitReason,
  clock: Clock,
): Promise<number> {
  return await transaction(async (client) => {
    await client.query(`SELECT FROM shard WHERE id = $1 FOR UPDATE`, [shard]);
    const { rows } = await client.query<RunRow>(
      `SELECT ${RUN_COLUMNS} FROM run WHERE shard = $1 AND flow_id = $2 AND status = 'active' AND ($4::uuid IS NULL OR version_id = $4)
       LIMIT $3`,
      [shard, flowId, CHUNK, versionId],
    );
    await endRuns(client, shard, rows, reason, clock());
    return rows.length;
  });
}
