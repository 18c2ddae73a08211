import type { Queryable } from "@/lib/server/db/pool";

/** Prices (minor units) of products and SKUs by their own ids or the shop's; those without a price are left out. */
export async function readPrices(
  queryable: Queryable,
  workspaceId: string,
  names: readonly string[],
): Promise<Record<string, number>> {
  if (names.length === 0) return {};
  const ids = names.map((name) => uuidIn(name));
  const { rows } = await queryable.query<{ name: string; price: number }>({
    name: "read-prices",
    text: `SELECT n.name, coalesce(s.price, p.price) AS price
           FROM unnest($2::text[], $3::uuid[]) AS n (name, id)
           LEFT JOIN sku s ON s.workspace_id = $1 AND (s.id = n.id OR s.source_id = n.name)
           LEFT JOIN product p ON p.workspace_id = $1 AND (p.id = n.id OR p.source_id = n.name OR p.id = s.product_id)
           WHERE coalesce(s.price, p.price) IS NOT NULL`,
    values: [workspaceId, names, ids],
  });
  return Object.fromEntries(rows.map(({ name, price }) => [name, price]));
}

/** The UUID in an id such as prod_0198c2de7a11..., or one written plainly. */
function uuidIn(name: string): string | null {
  const hex = /^(?:[a-z]+_)?([0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12})$/i.exec(
    name,
  )?.[1];
  return hex ?? null;
}
