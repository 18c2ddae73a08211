import type { Queryable } from "@/lib/server/db/pool";

type Saved = { id: string; workspaceId: string; name: string; description: string };

/** Keys and names of all of a workspace's topics, archived ones too; others wait with theirs until the transaction ends. */
export async function lockTopics(
  queryable: Queryable,
  workspaceId: string,
): Promise<{ id: string; key: string; name: string; description: string; archived: boolean }[]> {
  // A topic that is not there yet cannot be locked, its workspace can.
  await queryable.query(`SELECT FROM workspace WHERE id = $1 FOR NO KEY UPDATE`, [workspaceId]);
  const { rows } = await queryable.query(
    `SELECT id, key, name, description, archived_at IS NOT NULL AS archived FROM topic WHERE workspace_id = $1`,
    [workspaceId],
  );
  return rows;
}

/** Writes a new topic. */
export async function insertTopic(
  queryable: Queryable,
  { id, workspaceId, key, name, description }: Saved & { key: string },
  now: Date,
): Promise<void> {
  await queryable.query(
    `INSERT INTO topic (id, workspace_id, key, name, description, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    [id, workspaceId, key, name, description, now],
  );
}

/** Writes a topic anew; its key stays. */
export async function updateTopicRow(
  queryable: Queryable,
  { id, workspaceId, name, description, archived }: Saved & { archived: boolean },
  now: Date,
): Promise<void> {
  await queryable.query(
    `UPDATE topic SET name = $3, description = $4, updated_at = $6,
       archived_at = CASE WHEN $5::boolean THEN COALESCE(archived_at, $6) END
     WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id, name, description, archived, now],
  );
}
