import type { Queryable } from "@/lib/server/db/pool";

/** Removes a SKU of a product. @returns whether there was one */
export async function deleteSku(
  queryable: Queryable,
  workspaceId: string,
  by: { productId: string; id: string },
): Promise<boolean> {
  const { rowCount } = await queryable.query(
    `DELETE FROM sku WHERE workspace_id = $1 AND product_id = $2 AND id = $3`,
    [workspaceId, by.productId, by.id],
  );
  return rowCount === 1;
}
