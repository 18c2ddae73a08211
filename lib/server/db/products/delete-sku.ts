import type { Queryable } from "@/lib/server/db/pool";

/** Removes a SKU. @returns the id of its product; null when there was none */
export async function deleteSku(
  queryable: Queryable,
  workspaceId: string,
  id: string,
): Promise<string | null> {
  const { rows } = await queryable.query<{ product_id: string }>(
    `DELETE FROM sku WHERE workspace_id = $1 AND id = $2 RETURNING product_id`,
    [workspaceId, id],
  );
  return rows[0]?.product_id ?? null;
}
