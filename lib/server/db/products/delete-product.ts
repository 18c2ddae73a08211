import type { Queryable } from "@/lib/server/db/pool";

/** Removes a product with its SKUs. @returns whether there was one */
export async function deleteProduct(queryable: Queryable, workspaceId: string, id: string): Promise<boolean> {
  await queryable.query(`DELETE FROM sku WHERE workspace_id = $1 AND product_id = $2`, [workspaceId, id]);
  const { rowCount } = await queryable.query(`DELETE FROM product WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
  ]);
  return rowCount === 1;
}
