import type { Position } from "@/lib/server/db/coupons/list-campaign-rows";
import type { Queryable } from "@/lib/server/db/pool";

/** A webhook as stored, with what is to be said of its calls. `secret` is encrypted. */
export type WebhookRow = {
  id: string;
  workspace_id: string;
  name: string;
  url: string;
  events: string[];
  secret: string;
  enabled: boolean;
  disabled_reason: string | null;
  disabled_at: Date | null;
  created_at: Date;
  updated_at: Date;
  waiting: number;
  last_status: "waiting" | "delivered" | "failed" | null;
  last_answer: string | null;
  last_at: Date | null;
};

const SELECT = `SELECT w.*, (SELECT count(*) FROM webhook_delivery d WHERE d.webhook_id = w.id AND d.status = 'waiting')::int AS waiting,
  l.status AS last_status, l.answer AS last_answer, l.answered_at AS last_at
FROM webhook w LEFT JOIN LATERAL (
  SELECT d.status, d.answer, d.answered_at FROM webhook_delivery d WHERE d.webhook_id = w.id AND d.answered_at IS NOT NULL ORDER BY d.id DESC LIMIT 1
) l ON true`;

/** A webhook of a workspace; null when there is none. */
export async function findWebhook(
  queryable: Queryable,
  workspaceId: string,
  id: string,
): Promise<WebhookRow | null> {
  const { rows } = await queryable.query<WebhookRow>(`${SELECT} WHERE w.workspace_id = $1 AND w.id = $2`, [
    workspaceId,
    id,
  ]);
  return rows[0] ?? null;
}

/** Webhooks of a workspace, newest first, from after a position. */
export async function listWebhookRows(
  queryable: Queryable,
  workspaceId: string,
  { after, limit }: { after: Position | null; limit: number },
): Promise<WebhookRow[]> {
  const { rows } = await queryable.query<WebhookRow>(
    `${SELECT} WHERE w.workspace_id = $1 AND ($2::timestamptz IS NULL OR (w.created_at, w.id) < ($2, $3::uuid))
     ORDER BY w.created_at DESC, w.id DESC LIMIT $4`,
    [workspaceId, after?.at ?? null, after?.id ?? null, limit],
  );
  return rows;
}
