import { RUN_JOINS, RUN_WITH_LOG, type RunWithLog } from "@/lib/server/db/customers/read-runs";
import { pool } from "@/lib/server/db/pool";

export type FailedRunRow = RunWithLog & {
  external_id: string | null;
  email: string | null;
  first_name: string | null;
  last_name: string | null;
};

/** Failed runs of a workspace, those that failed last first, after the one that the last page ended with. */
export async function listFailedRuns(
  workspaceId: string,
  after: { endedAt: string; id: string } | null,
  limit: number,
): Promise<FailedRunRow[]> {
  const { rows } = await pool().query<FailedRunRow>(SQL, [
    workspaceId,
    after?.endedAt ?? null,
    after?.id ?? null,
    limit,
  ]);
  return rows;
}

const SQL = `
SELECT ${RUN_WITH_LOG}, c.external_id, c.email, c.first_name, c.last_name
FROM (
  SELECT * FROM run WHERE workspace_id = $1 AND status = 'failed'
    AND ($2::timestamptz IS NULL OR ended_at < $2 OR (ended_at = $2 AND id > $3::uuid))
  ORDER BY ended_at DESC, id LIMIT $4
) r
${RUN_JOINS}
LEFT JOIN customer c ON c.shard = r.shard AND c.id = r.customer_id
ORDER BY r.ended_at DESC, r.id`;
