import type { Queryable } from "@/lib/server/db/pool";

/** Messages that are about to be sent through one connection, as their nth attempt; null is a webhook. */
export type Leased = { connectionId: string | null; attempt: number; ids: readonly string[] };

/**
 * Notes what is about to be handed to providers, in the transaction that took it: one row for all messages of a connection, under the lease of the
 * process that calls. Who comes at `recheckAt` looks whether it is still at it. @returns the rows, to be deleted once what came of it is recorded
 */
export async function leaseDeliveries(
  queryable: Queryable,
  shard: number,
  leased: readonly Leased[],
  { lease, recheckAt }: { lease: number; recheckAt: Date },
): Promise<number[]> {
  if (leased.length === 0) return [];
  const { rows } = await queryable.query<{ id: number }>({
    name: "lease-deliveries",
    text: `INSERT INTO delivery (shard, run_at, lease, connection_id, attempt, message_ids)
           SELECT $1, $2, $3, connection_id, attempt, ids::uuid[]
           FROM unnest($4::uuid[], $5::int[], $6::text[]) AS u (connection_id, attempt, ids) RETURNING id`,
    values: [
      shard,
      recheckAt,
      lease,
      leased.map(({ connectionId }) => connectionId),
      leased.map(({ attempt }) => attempt),
      leased.map(({ ids }) => `{${ids.join(",")}}`),
    ],
  });
  return rows.map(({ id }) => id);
}

/** Deletes leased rows whose messages are all dealt with. One that somebody took over is gone already. */
export async function finishDeliveries(
  queryable: Queryable,
  shard: number,
  rows: readonly number[],
): Promise<void> {
  await queryable.query({
    name: "finish-deliveries",
    text: `DELETE FROM delivery WHERE shard = $1 AND id = ANY($2::bigint[])`,
    values: [shard, rows],
  });
}
