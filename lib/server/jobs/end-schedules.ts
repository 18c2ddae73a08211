import type pg from "pg";
import type { Clock } from "@/lib/server/clock";
import { endFlowRuns } from "@/lib/server/engine/end-flow-runs";

/**
 * Lets those leave who are inside a version whose schedule has ended and takes them with it. Planned for the very moment with each launch, and
 * looked for every minute. @returns how many left
 */
export async function endSchedules({ pool, clock }: { pool: pg.Pool; clock: Clock }): Promise<number> {
  const { rows } = await pool.query<{ id: string; flow_id: string }>(OVER, [clock()]);
  let left = 0;
  for (const { id, flow_id } of rows) left += await endFlowRuns(flow_id, "schedule_ended", clock, id);
  return left;
}

// Who is inside is told by the counters, so that a schedule that ended long ago costs one look at them.
const OVER = `
SELECT v.id, v.flow_id FROM flow_version v JOIN flow f ON f.id = v.flow_id AND f.status IN ('live', 'paused')
WHERE v.document #>> '{settings,schedule,atEnd}' = 'exit' AND v.document #>> '{settings,schedule,until}' IS NOT NULL
  AND (v.document #>> '{settings,schedule,until}')::timestamptz <= $1
  AND (SELECT sum(CASE WHEN t.outcome IN ('entered', 'moved_in') THEN t.count ELSE -t.count END) FROM step_total t
       WHERE t.version_id = v.id AND t.step_id = ''
         AND (t.outcome IN ('entered', 'moved_in', 'moved_out', 'completed', 'failed') OR t.outcome LIKE 'exited:%')) > 0`;
