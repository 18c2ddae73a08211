import type { GoalSetting } from "@/lib/domain/flow/document";
import type { Queryable } from "@/lib/server/db/pool";

/** A flow with its live version and who saved the draft last. `draft` and `live_document` are documents as stored. */
export type FlowRow = {
  id: string;
  name: string;
  status: "draft" | "live" | "paused" | "stopped";
  draft: unknown;
  revision: number;
  goal: GoalSetting | null;
  live_version_id: string | null;
  live_number: number | null;
  live_published_at: Date | null;
  live_document: unknown;
  saved_by: string | null;
  saved_at: Date | null;
  launched_at: Date | null;
  updated_at: Date;
  archived_at: Date | null;
};

/** One flow, or null. `lock` keeps its row as it is until the transaction ends. */
export async function findFlow(
  queryable: Queryable,
  workspaceId: string,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<FlowRow | null> {
  // A statement of its own: one that waited for the lock would still join the version and the revision from before it waited.
  if (lock)
    await queryable.query(`SELECT FROM flow WHERE workspace_id = $1 AND id = $2 FOR UPDATE`, [
      workspaceId,
      id,
    ]);
  const { rows } = await queryable.query<FlowRow>(SQL, [workspaceId, id]);
  return rows[0] ?? null;
}

/** The name of who did something, from `user:<id>` or `key:<id>`; null for the product itself. */
export const nameOfActor = (column: string) => `
COALESCE((SELECT u.name FROM user_account u WHERE 'user:' || u.id = ${column}),
         (SELECT k.name FROM api_key k WHERE 'key:' || k.id = ${column}))`;

const SQL = `
SELECT f.id, f.name, f.status, f.draft, f.revision, f.goal, f.live_version_id, f.launched_at, f.updated_at, f.archived_at,
  v.number AS live_number, v.published_at AS live_published_at, v.document AS live_document,
  ${nameOfActor("r.saved_by")} AS saved_by, r.saved_at
FROM flow f
LEFT JOIN flow_version v ON v.id = f.live_version_id
LEFT JOIN flow_revision r ON r.flow_id = f.id AND r.revision = f.revision
WHERE f.workspace_id = $1 AND f.id = $2`;
