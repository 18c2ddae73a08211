import type { Queryable } from "@/lib/server/db/pool";

/** Whether a client key in use is for pages of this origin. */
export async function isClientOrigin(queryable: Queryable, origin: string): Promise<boolean> {
  const { rows } = await queryable.query<{ known: boolean }>({
    name: "is-client-origin",
    text: `SELECT EXISTS (SELECT FROM api_key WHERE scope = 'client' AND revoked_at IS NULL AND $1 = ANY(origins)) AS known`,
    values: [origin],
  });
  return rows[0]?.known ?? false;
}
