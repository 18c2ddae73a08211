import type { Queryable } from "@/lib/server/db/pool";

export type Month = { name: string; month: Date };

/** The months that a table has, the oldest first; what lies in `_rest` is not among them. */
export async function listMonths(queryable: Queryable, table: string): Promise<Month[]> {
  const { rows } = await queryable.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
     WHERE i.inhparent = $1::regclass ORDER BY c.relname`,
    [table],
  );
  return rows.flatMap(({ name }) => {
    const [, year, month] = /_y(\d{4})m(\d{2})$/.exec(name) ?? [];
    return year && month ? [{ name, month: new Date(`${year}-${month}-01T00:00:00Z`) }] : [];
  });
}
