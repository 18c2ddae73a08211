import type { MovePlan } from "@/lib/domain/flow/move";
import type { Queryable } from "@/lib/server/db/pool";
import { enqueueMove } from "./enqueue-move";

/** Begins to bring everybody inside to this version, in the caller's transaction: the job exists if and only if that commits. */
export async function startMove(
  queryable: Queryable,
  move: { versionId: string; flowId: string; workspaceId: string; plan: MovePlan; at: Date },
): Promise<void> {
  await queryable.query(
    `INSERT INTO flow_move (version_id, flow_id, workspace_id, plan, started_at, updated_at) VALUES ($1, $2, $3, $4, $5, $5)
     ON CONFLICT (version_id) DO UPDATE SET plan = EXCLUDED.plan, next_shard = 0, after_customer = NULL, after_correlation = NULL,
       updated_at = EXCLUDED.updated_at, finished_at = NULL`,
    [move.versionId, move.flowId, move.workspaceId, JSON.stringify(move.plan), move.at],
  );
  await enqueueMove(queryable, move.versionId);
}
