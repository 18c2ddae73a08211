import type { SkuFields } from "@/lib/contracts/products";
import type { Queryable } from "@/lib/server/db/pool";
import { SKU_COLUMNS, type SkuRow } from "./product-row";

/** Writes a SKU: over the row with `id` or the shop's own id where there is one, else a new one. */
export async function saveSku(
  queryable: Queryable,
  sku: SkuFields & { id: string; workspaceId: string; productId: string },
  now: Date,
): Promise<{ row: SkuRow; created: boolean } | null> {
  const values = [
    sku.workspaceId,
    sku.id,
    sku.productId,
    sku.sourceId,
    sku.name,
    sku.price,
    sku.imageUrl,
    JSON.stringify(sku.attributes),
    JSON.stringify(sku.metadata),
    now,
  ];
  const changed = await queryable.query<SkuRow>(
    `UPDATE sku SET source_id = $4, name = $5, price = $6, image_url = $7, attributes = $8, metadata = $9, updated_at = $10
     WHERE workspace_id = $1 AND id = $2 AND product_id = $3 RETURNING ${SKU_COLUMNS}`,
    values,
  );
  if (changed.rows[0]) return { row: changed.rows[0], created: false };
  // A SKU of another product with the same id of the shop's stays where it is: nothing is returned then.
  const { rows } = await queryable.query<SkuRow & { created: boolean }>(
    `INSERT INTO sku AS s (workspace_id, id, product_id, source_id, name, price, image_url, attributes, metadata, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10)
     ON CONFLICT (workspace_id, source_id) DO UPDATE
     SET name = EXCLUDED.name, price = EXCLUDED.price, image_url = EXCLUDED.image_url, attributes = EXCLUDED.attributes,
         metadata = EXCLUDED.metadata, updated_at = EXCLUDED.updated_at
     WHERE s.product_id = EXCLUDED.product_id
     RETURNING ${SKU_COLUMNS}, xmax = 0 AS created`,
    values,
  );
  return rows[0] ? { row: rows[0], created: rows[0].created } : null;
}
