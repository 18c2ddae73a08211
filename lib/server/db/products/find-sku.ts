import type { Queryable } from "@/lib/server/db/pool";
import { SKU_COLUMNS, type SkuRow } from "./product-row";

/** A SKU by its id, or by the shop's own; null when there is none in the workspace. */
export async function findSku(
  queryable: Queryable,
  workspaceId: string,
  by: { id: string | null; sourceId: string },
): Promise<SkuRow | null> {
  const { rows } = await queryable.query<SkuRow>(
    `SELECT ${SKU_COLUMNS} FROM sku WHERE workspace_id = $1 AND (id = $2 OR source_id = $3) LIMIT 1`,
    [workspaceId, by.id, by.sourceId],
  );
  return rows[0] ?? null;
}
