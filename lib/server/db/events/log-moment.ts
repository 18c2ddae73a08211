import type { Queryable } from "@/lib/server/db/pool";

/** When events around this id of the log were accepted; null where the log ends. */
export async function logMoment(queryable: Queryable, id: number): Promise<Date | null> {
  const { rows } = await queryable.query<{ at: Date | null }>(
    `SELECT min(next.accepted_at) AS at
     FROM generate_series(0, 63) AS s (shard)
     CROSS JOIN LATERAL (SELECT accepted_at FROM event WHERE shard = s.shard AND id >= $1 ORDER BY id LIMIT 1) next`,
    [id],
  );
  return rows[0]?.at ?? null;
}
