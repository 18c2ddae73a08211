import type { Queryable } from "@/lib/server/db/pool";

/** A code given. */
export type StoredPublication = {
  id: string;
  customerId: string;
  code: string;
  channel: string | null;
  metadata: Record<string, unknown>;
  createdAt: Date;
};

/** What was given under a source id; null when nothing was, or it was taken back. */
export async function readPublication(
  queryable: Queryable,
  workspaceId: string,
  sourceId: string,
): Promise<StoredPublication | null> {
  const { rows } = await queryable.query<StoredPublication>({
    name: "read-publication",
    text: `SELECT id, customer_id AS "customerId", code, channel, metadata, created_at AS "createdAt"
           FROM publication WHERE workspace_id = $1 AND source_id = $2 AND released_at IS NULL`,
    values: [workspaceId, sourceId],
  });
  return rows[0] ?? null;
}
