import type { Position } from "@/lib/server/db/coupons/list-campaign-rows";
import type { Queryable } from "@/lib/server/db/pool";
import { PRODUCT_COLUMNS, type ProductRow } from "./product-row";

/** Products of a workspace, newest first, from after a position, or skipping `offset`. */
export async function listProducts(
  queryable: Queryable,
  workspaceId: string,
  filter: {
    search?: string | undefined;
    sourceIds?: readonly string[] | undefined;
    after: Position | null;
    limit: number;
    offset?: number;
  },
): Promise<ProductRow[]> {
  const { rows } = await queryable.query<ProductRow>(
    `SELECT ${PRODUCT_COLUMNS} FROM product p
     WHERE p.workspace_id = $1
       AND ($2::text IS NULL OR position(lower($2) in lower(p.name)) > 0 OR position(lower($2) in lower(coalesce(p.source_id, ''))) > 0)
       AND ($7::text[] IS NULL OR p.source_id = ANY ($7))
       AND ($3::timestamptz IS NULL OR (p.created_at, p.id) < ($3, $4::uuid))
     ORDER BY p.created_at DESC, p.id DESC LIMIT $5 OFFSET $6`,
    [
      workspaceId,
      filter.search || null,
      filter.after?.at ?? null,
      filter.after?.id ?? null,
      filter.limit,
      filter.offset ?? 0,
      filter.sourceIds ?? null,
    ],
  );
  return rows;
}
