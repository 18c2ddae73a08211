import type { Queryable } from "@/lib/server/db/pool";

/** The topics that a customer may choose among, by name: those in use, and the one with this key. */
export async function readOfferedTopics(
  queryable: Queryable,
  workspaceId: string,
  key: string | null,
): Promise<{ key: string; name: string; description: string; createdAt: Date }[]> {
  const { rows } = await queryable.query({
    name: "read-offered-topics",
    text: `SELECT key, name, description, created_at AS "createdAt" FROM topic
           WHERE workspace_id = $1 AND (archived_at IS NULL OR key = $2) ORDER BY lower(name)`,
    values: [workspaceId, key],
  });
  return rows;
}
