import type { Queryable } from "@/lib/server/db/pool";

/** An account as stored. `secret`: its API key, encrypted. */
export type MailchimpConnection = { listId: string; mergeTag: string; baseUrl: string; secret: string };

/** The account of a workspace; null when none is connected. */
export async function findMailchimp(
  queryable: Queryable,
  workspaceId: string,
): Promise<MailchimpConnection | null> {
  const { rows } = await queryable.query<MailchimpConnection>(
    `SELECT list_id AS "listId", merge_tag AS "mergeTag", base_url AS "baseUrl", secret FROM mailchimp_connection WHERE workspace_id = $1`,
    [workspaceId],
  );
  return rows[0] ?? null;
}

/** Writes the account of a workspace over what is there. */
export async function saveMailchimp(
  queryable: Queryable,
  workspaceId: string,
  { listId, mergeTag, baseUrl, secret }: MailchimpConnection,
  now: Date,
): Promise<void> {
  await queryable.query(
    `INSERT INTO mailchimp_connection (workspace_id, list_id, merge_tag, base_url, secret, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (workspace_id) DO UPDATE
     SET list_id = EXCLUDED.list_id, merge_tag = EXCLUDED.merge_tag, base_url = EXCLUDED.base_url, secret = EXCLUDED.secret, updated_at = EXCLUDED.updated_at`,
    [workspaceId, listId, mergeTag, baseUrl, secret, now],
  );
}

/** Forgets the account of a workspace. @returns whether there was one */
export async function removeMailchimp(queryable: Queryable, workspaceId: string): Promise<boolean> {
  const { rowCount } = await queryable.query(`DELETE FROM mailchimp_connection WHERE workspace_id = $1`, [
    workspaceId,
  ]);
  return rowCount === 1;
}
