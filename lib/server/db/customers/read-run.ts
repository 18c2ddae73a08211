import type { RunContext } from "@/lib/domain/flow/run";
import { shardOf } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";
import { RUN_JOINS, RUN_WITH_LOG, type RunWithLog } from "./read-runs";

/** One run of this workspace, with what it carries; null when there is none. Its id tells its shard. */
export async function readRun(
  queryable: Queryable,
  workspaceId: string,
  runId: string,
): Promise<(RunWithLog & { context: RunContext; workspace_zone: string }) | null> {
  const { rows } = await queryable.query<RunWithLog & { context: RunContext; workspace_zone: string }>({
    name: "read-run",
    text: SQL,
    values: [shardOf(runId), runId, workspaceId],
  });
  return rows[0] ?? null;
}

const SQL = `
SELECT ${RUN_WITH_LOG}, r.context, w.time_zone AS workspace_zone
FROM run r ${RUN_JOINS}
JOIN workspace w ON w.id = r.workspace_id
WHERE r.shard = $1 AND r.id = $2 AND r.workspace_id = $3`;
