import type { Queryable } from "@/lib/server/db/pool";
import { PRODUCT_COLUMNS, type ProductRow, SKU_COLUMNS, type SkuRow } from "./product-row";

/** A product by its id, or by the shop's own, with its SKUs; null when there is none in the workspace. */
export async function findProduct(
  queryable: Queryable,
  workspaceId: string,
  by: { id: string | null; sourceId: string | null },
): Promise<{ product: ProductRow; skus: SkuRow[] } | null> {
  const { rows } = await queryable.query<ProductRow>(
    `SELECT ${PRODUCT_COLUMNS} FROM product p WHERE p.workspace_id = $1 AND (p.id = $2 OR p.source_id = $3) LIMIT 1`,
    [workspaceId, by.id, by.sourceId],
  );
  const product = rows[0];
  if (!product) return null;
  const skus = await queryable.query<SkuRow>(
    `SELECT ${SKU_COLUMNS} FROM sku WHERE workspace_id = $1 AND product_id = $2 ORDER BY created_at, id`,
    [workspaceId, product.id],
  );
  return { product, skus: skus.rows };
}
