import type { Clock } from "@/lib/server/clock";
import { pool } from "@/lib/server/db/pool";
import { endFlowRuns } from "./end-flow-runs";

/** Stops a flow: nobody enters from now on, and everybody inside leaves as `flow_stopped`. @returns how many left */
export async function stopFlow(flowId: string, workspaceId: string, clock: Clock): Promise<number> {
  await pool().query(
    `UPDATE flow SET status = 'stopped', updated_at = $3 WHERE id = $1 AND workspace_id = $2`,
    [flowId, workspaceId, clock()],
  );
  return await endFlowRuns(flowId, "flow_stopped", clock);
}
