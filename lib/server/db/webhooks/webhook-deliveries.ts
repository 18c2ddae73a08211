import type { Queryable } from "@/lib/server/db/pool";

/** A call as stored. */
export type DeliveryRow = {
  shard: number;
  id: number;
  event_id: number;
  event_name: string;
  accepted_at: Date;
  status: "waiting" | "delivered" | "failed";
  attempts: number;
  due_at: Date;
  answer: string | null;
  answered_at: Date | null;
};

const COLUMNS = "shard, id, event_id, event_name, accepted_at, status, attempts, due_at, answer, answered_at";

/** Calls of a webhook, newest first, from below an id. */
export async function listDeliveryRows(
  queryable: Queryable,
  webhookId: string,
  { status, below, limit }: { status: string | null; below: number | null; limit: number },
): Promise<DeliveryRow[]> {
  const { rows } = await queryable.query<DeliveryRow>(
    `SELECT ${COLUMNS} FROM webhook_delivery WHERE webhook_id = $1 AND ($2::text IS NULL OR status = $2) AND ($3::bigint IS NULL OR id < $3)
     ORDER BY id DESC LIMIT $4`,
    [webhookId, status, below, limit],
  );
  return rows;
}

/** Has a call made anew, as if it had never been tried. @returns it; null when the webhook has none with this id */
export async function makeDeliveryDue(
  queryable: Queryable,
  webhookId: string,
  id: string,
  now: Date,
): Promise<DeliveryRow | null> {
  const { rows } = await queryable.query<DeliveryRow>(
    `UPDATE webhook_delivery SET status = 'waiting', attempts = 0, due_at = $3 WHERE webhook_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
    [webhookId, id, now],
  );
  return rows[0] ?? null;
}
