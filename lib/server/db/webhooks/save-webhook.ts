import type { Queryable } from "@/lib/server/db/pool";

type Webhook = {
  id: string;
  workspaceId: string;
  name: string;
  url: string;
  events: readonly string[];
  /** Encrypted */
  secret: string;
  enabled: boolean;
};

/** Writes a webhook, over the one with its id. Whoever switches it on again has its reason for being off forgotten. */
export async function saveWebhook(queryable: Queryable, webhook: Webhook, now: Date): Promise<void> {
  await queryable.query(
    `INSERT INTO webhook AS w (id, workspace_id, name, url, events, secret, enabled, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $8)
     ON CONFLICT (id) DO UPDATE
     SET name = EXCLUDED.name, url = EXCLUDED.url, events = EXCLUDED.events, secret = EXCLUDED.secret, enabled = EXCLUDED.enabled,
         disabled_reason = CASE WHEN EXCLUDED.enabled THEN NULL ELSE w.disabled_reason END,
         disabled_at = CASE WHEN EXCLUDED.enabled THEN NULL ELSE coalesce(w.disabled_at, EXCLUDED.updated_at) END,
         updated_at = EXCLUDED.updated_at
     WHERE w.workspace_id = EXCLUDED.workspace_id`,
    [
      webhook.id,
      webhook.workspaceId,
      webhook.name,
      webhook.url,
      webhook.events,
      webhook.secret,
      webhook.enabled,
      now,
    ],
  );
}

/** Switches a webhook off for good reason. @returns whether it was on */
export async function disableWebhook(
  queryable: Queryable,
  id: string,
  reason: string,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await queryable.query(
    `UPDATE webhook SET enabled = false, disabled_reason = $2, disabled_at = $3, updated_at = $3 WHERE id = $1 AND enabled`,
    [id, reason, now],
  );
  return rowCount === 1;
}

/** Removes a webhook of a workspace with its calls. @returns whether there was one */
export async function removeWebhook(queryable: Queryable, workspaceId: string, id: string): Promise<boolean> {
  const { rowCount } = await queryable.query(`DELETE FROM webhook WHERE workspace_id = $1 AND id = $2`, [
    workspaceId,
    id,
  ]);
  if (rowCount !== 1) return false;
  await queryable.query(`DELETE FROM webhook_delivery WHERE webhook_id = $1`, [id]);
  return true;
}

/** How many webhooks a workspace has. */
export async function countWebhooks(queryable: Queryable, workspaceId: string): Promise<number> {
  const { rows } = await queryable.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM webhook WHERE workspace_id = $1`,
    [workspaceId],
  );
  return rows[0]?.count ?? 0;
}
