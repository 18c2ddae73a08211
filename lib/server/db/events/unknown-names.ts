import type { Queryable } from "@/lib/server/db/pool";

/** Those of these names that no event of the workspace is defined by. */
export async function unknownNames(
  queryable: Queryable,
  workspaceId: string,
  names: readonly string[],
): Promise<string[]> {
  if (names.length === 0) return [];
  const { rows } = await queryable.query<{ name: string }>(
    `SELECT u.name FROM unnest($2::text[]) WITH ORDINALITY AS u (name, n)
     WHERE NOT EXISTS (SELECT FROM event_definition d WHERE d.workspace_id = $1 AND d.name = u.name) ORDER BY u.n`,
    [workspaceId, names],
  );
  return rows.map(({ name }) => name);
}
