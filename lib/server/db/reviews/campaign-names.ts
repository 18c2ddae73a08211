import type { Queryable } from "@/lib/server/db/pool";

/** What these campaigns are called, by id. */
export async function campaignNames(
  queryable: Queryable,
  workspaceId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const { rows } = await queryable.query<{ id: string; name: string }>(
    `SELECT id, name FROM campaign WHERE workspace_id = $1 AND id = ANY($2::uuid[])`,
    [workspaceId, [...new Set(ids)]],
  );
  return new Map(rows.map(({ id, name }) => [id, name]));
}
