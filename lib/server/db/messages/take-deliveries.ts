import type { Queryable } from "@/lib/server/db/pool";
import { leaseKey } from "./lease-key";

/** A call that was under way when its worker died. */
export type CutOff = { attempt: number; connectionId: string | null };

/** What was taken of a shard. */
export type TakenDeliveries = {
  shard: number;
  /** Messages to deliver */
  ids: string[];
  /** Those of them whose provider may have been called already, by somebody who is gone. */
  cutOff: ReadonlyMap<string, CutOff>;
};

/**
 * Takes due deliveries of one shard out of the plan, about `limit` messages. The shard is ours for the rest of the transaction, so that nobody decides
 * about the same customers' caps beside us. Those that a living worker is still busy with are looked at again at `recheckAt`. Null when no free
 * shard has anything due.
 */
export async function takeDeliveries(
  queryable: Queryable,
  { now, startAt, recheckAt, limit }: { now: Date; startAt: number; recheckAt: Date; limit: number },
): Promise<TakenDeliveries | null> {
  const found = await queryable.query<{ id: number }>({
    name: "take-delivery-shard",
    text: SHARD,
    values: [now, startAt],
  });
  const shard = found.rows[0]?.id;
  if (shard === undefined) return null;
  const { rows } = await queryable.query<Row>({
    name: "take-deliveries",
    text: ROWS,
    values: [shard, now, Math.max(1, Math.floor(limit / 100)), recheckAt],
  });
  return {
    shard,
    ids: [...new Set(rows.flatMap(({ message_ids }) => message_ids))],
    cutOff: new Map(
      rows.flatMap(({ attempt, connection_id, message_ids }) =>
        attempt === null
          ? []
          : message_ids.map((id) => [id, { attempt, connectionId: connection_id }] as const),
      ),
    ),
  };
}

type Row = { connection_id: string | null; attempt: number | null; message_ids: string[] };

const SHARD = `
SELECT id FROM (
  SELECT s.id FROM shard s
  WHERE EXISTS (SELECT FROM delivery d WHERE d.shard = s.id AND d.run_at <= $1)
  ORDER BY (s.id - $2::int + 64) % 64
  OFFSET 0
) AS due
WHERE pg_try_advisory_xact_lock(hashtextextended('delivery of shard ' || id, 7112026))
LIMIT 1`;

// A row that is seen with a lease was committed when that lease's lock was held already: whoever finds the lock free knows that its holder is gone.
const ROWS = `
WITH due AS (
  SELECT id, lease FROM delivery WHERE shard = $1 AND run_at <= $2 ORDER BY run_at, id LIMIT $3
), judged AS MATERIALIZED (
  SELECT id, lease IS NULL OR pg_try_advisory_xact_lock_shared(${leaseKey("lease")}) AS free FROM due
), busy AS (
  UPDATE delivery d SET run_at = $4 FROM judged j WHERE NOT j.free AND d.shard = $1 AND d.id = j.id
)
DELETE FROM delivery d USING judged j WHERE j.free AND d.shard = $1 AND d.id = j.id
RETURNING d.connection_id, d.attempt, d.message_ids`;
