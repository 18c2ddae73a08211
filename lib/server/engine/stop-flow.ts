import type { Clock } from "@/lib/server/clock";
import { pool } from "@/lib/server/db/pool";
import { endFlowRuns } from "./end-flow-runs";

/**
 * Stops a flow: nobody enters from now on, and everybody inside leaves as `flow_stopped`.
 * @returns false when it has no run to stop: it was never launched, or is gone
 */
export async function stopFlow(flowId: string, workspaceId: string, clock: Clock): Promise<boolean> {
  const { rowCount } = await pool().query(
    `UPDATE flow SET status = 'stopped', updated_at = $3 WHERE id = $1 AND workspace_id = $2 AND status <> 'draft'`,
    [flowId, workspaceId, clock()],
  );
  if (rowCount !== 1) return false;
  await endFlowRuns(flowId, "flow_stopped", clock);
  return true;
}
