import type { ProductFields } from "@/lib/contracts/products";
import type { Queryable } from "@/lib/server/db/pool";

/**
 * Writes a product: over the row with the shop's own id where there is one, else over the row with `id`, else a new one.
 * @returns its id, and whether it is new
 */
export async function saveProduct(
  queryable: Queryable,
  product: ProductFields & { id: string; workspaceId: string },
  now: Date,
): Promise<{ id: string; created: boolean }> {
  const values = [
    product.workspaceId,
    product.id,
    product.sourceId,
    product.name,
    product.price,
    product.imageUrl,
    product.attributes,
    JSON.stringify(product.metadata),
    now,
  ];
  const changed = await queryable.query<{ id: string }>(
    `UPDATE product SET source_id = $3, name = $4, price = $5, image_url = $6, attributes = $7, metadata = $8, updated_at = $9
     WHERE workspace_id = $1 AND id = $2 RETURNING id`,
    values,
  );
  if (changed.rows[0]) return { id: changed.rows[0].id, created: false };
  const { rows } = await queryable.query<{ id: string; created: boolean }>(
    `INSERT INTO product (workspace_id, id, source_id, name, price, image_url, attributes, metadata, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
     ON CONFLICT (workspace_id, source_id) DO UPDATE
     SET name = EXCLUDED.name, price = EXCLUDED.price, image_url = EXCLUDED.image_url, attributes = EXCLUDED.attributes,
         metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
     RETURNING id, xmax = 0 AS created`,
    values,
  );
  return rows[0] ?? { id: product.id, created: false };
}
