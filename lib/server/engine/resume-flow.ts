import { SHARD_COUNT } from "@/lib/domain/shard";
import type { Clock } from "@/lib/server/clock";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { pool, transaction } from "@/lib/server/db/pool";

/**
 * Lets a paused flow go on: timers that were put aside are due again at their old time, so that what is overdue by more than the flow's limit
 * is skipped rather than sent late (promise 8). Each shard under its lock: a batch that began before the flow went on may still be putting
 * timers aside, and would leave them there for ever.
 * @returns false when it was stopped meanwhile, and nothing was done
 */
export async function resumeFlow(flowId: string, workspaceId: string, clock: Clock): Promise<boolean> {
  const { rowCount } = await pool().query(
    `UPDATE flow SET status = 'live', updated_at = $3 WHERE id = $1 AND workspace_id = $2 AND status IN ('paused', 'live')`,
    [flowId, workspaceId, clock()],
  );
  if (rowCount !== 1) return false;
  for (let shard = 0; shard < SHARD_COUNT; shard++) {
    await transaction(async (client) => {
      await client.query(`SELECT FROM shard WHERE id = $1 FOR UPDATE`, [shard]);
      await client.query(WAKE, [shard, flowId]);
    });
  }
  wakeWorkers();
  return true;
}

const WAKE = `
WITH woken AS (
  UPDATE run SET wake_at = parked_wake_at, parked_wake_at = NULL
  WHERE shard = $1 AND flow_id = $2 AND parked_wake_at IS NOT NULL RETURNING shard, id, wake_at
)
INSERT INTO run_timer (shard, wake_at, run_id) SELECT shard, wake_at, id FROM woken ON CONFLICT DO NOTHING`;
