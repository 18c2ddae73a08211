import { eventWaits } from "./waits";

/** An event on the log, with a name for its customer, and whether the engine has looked at it. */
export type LogRow = {
  shard: number;
  id: number;
  /** null: it happened to the workspace itself */
  customer_id: string | null;
  customer_label: string;
  name: string;
  message_id: string;
  properties: Record<string, unknown>;
  occurred_at: Date;
  accepted_at: Date;
  source: string;
  pending: boolean;
};

/** The columns of a LogRow, of an event `e` found by the query before it. */
export const LOG_COLUMNS = `e.shard, e.id, e.customer_id, e.name, e.message_id, e.properties, e.occurred_at, e.accepted_at, e.source,
  coalesce(nullif(concat_ws(' ', c.first_name, c.last_name), ''), c.email, c.external_id, c.phone, 'Deleted customer') AS customer_label,
  ${eventWaits("e.shard", "e.id")} IS NOT NULL AS pending`;

/** The join that LOG_COLUMNS needs. */
export const LOG_JOIN = `LEFT JOIN customer c ON c.shard = e.shard AND c.id = e.customer_id`;
