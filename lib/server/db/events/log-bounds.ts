import type { Queryable } from "@/lib/server/db/pool";

/** The highest id handed out, and the lowest that may still be there. */
export async function logBounds(queryable: Queryable): Promise<{ head: number; floor: number }> {
  const { rows } = await queryable.query<{ head: number; floor: number | null }>(
    `SELECT (SELECT last_value FROM event_id_seq) AS head, min(first.id) AS floor
     FROM generate_series(0, 63) AS s (shard)
     CROSS JOIN LATERAL (SELECT id FROM event WHERE shard = s.shard ORDER BY id LIMIT 1) first`,
  );
  const head = rows[0]?.head ?? 0;
  return { head, floor: rows[0]?.floor ?? head };
}
