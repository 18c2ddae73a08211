import type { Queryable } from "@/lib/server/db/pool";

/** Which of these ids of the shop are SKUs and not products. */
export async function findSkus(
  queryable: Queryable,
  workspaceId: string,
  sourceIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await queryable.query<{ source_id: string }>(
    `SELECT s.source_id FROM sku s WHERE s.workspace_id = $1 AND s.source_id = ANY ($2)
       AND NOT EXISTS (SELECT FROM product p WHERE p.workspace_id = $1 AND p.source_id = s.source_id)`,
    [workspaceId, sourceIds],
  );
  return new Set(rows.map((row) => row.source_id));
}
