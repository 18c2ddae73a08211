import type { Queryable } from "@/lib/server/db/pool";

/** ISO 4217, of a workspace. */
export async function readCurrency(queryable: Queryable, workspaceId: string): Promise<string> {
  const { rows } = await queryable.query<{ currency: string }>({
    name: "read-currency",
    text: `SELECT currency FROM workspace WHERE id = $1`,
    values: [workspaceId],
  });
  return rows[0]?.currency ?? "EUR";
}
