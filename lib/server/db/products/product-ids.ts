import { column } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";

/** The ids of products by how they are named: `id` is ours where the name may be one, else the name is the shop's own. Those there are none of are left out. */
export async function productIds(
  queryable: Queryable,
  workspaceId: string,
  named: readonly { name: string; id: string | null }[],
): Promise<Map<string, string>> {
  if (named.length === 0) return new Map();
  const { rows } = await queryable.query<{ name: string; id: string }>({
    name: "product-ids",
    text: `SELECT n.name, p.id FROM unnest($2::text[], $3::uuid[]) AS n (name, id) JOIN product p ON p.workspace_id = $1 AND p.source_id = n.name
           UNION ALL
           SELECT n.name, p.id FROM unnest($2::text[], $3::uuid[]) AS n (name, id) JOIN product p ON p.workspace_id = $1 AND p.id = n.id`,
    values: [workspaceId, column(named.map(({ name }) => name)), column(named.map(({ id }) => id))],
  });
  return new Map(rows.map(({ name, id }) => [name, id]));
}
