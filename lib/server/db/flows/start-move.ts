import type { MovePlan } from "@/lib/domain/flow/move";
import type { Queryable } from "@/lib/server/db/pool";
import { enqueueMove } from "./enqueue-move";

/**
 * Begins to bring everybody inside to this version, in the caller's transaction: the job exists if and only if that commits.
 * `total`: how many are to be moved or to leave. Asked for again for the same version, it begins anew.
 */
export async function startMove(
  queryable: Queryable,
  move: { versionId: string; flowId: string; workspaceId: string; plan: MovePlan; total: number; at: Date },
): Promise<void> {
  await queryable.query(
    `INSERT INTO flow_move (version_id, flow_id, workspace_id, plan, total, started_at, updated_at) VALUES ($1, $2, $3, $4, $6, $5, $5)
     ON CONFLICT (version_id) DO UPDATE SET plan = EXCLUDED.plan, next_shard = 0, after_customer = NULL, after_correlation = NULL,
       total = EXCLUDED.total, moved = 0, ended = 0, kept = 0, started_at = EXCLUDED.started_at, updated_at = EXCLUDED.updated_at, finished_at = NULL`,
    [move.versionId, move.flowId, move.workspaceId, JSON.stringify(move.plan), move.at, move.total],
  );
  await enqueueMove(queryable, move.versionId);
}
