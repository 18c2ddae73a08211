import { SHARD_COUNT } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";

export type MemberRow = {
  id: string;
  shard: number;
  external_id: string | null;
  email: string | null;
  phone: string | null;
  first_name: string | null;
  last_name: string | null;
  entered_at: Date;
};

/** Members of a segment in the order of the key, from after a position: however many there are, a page reads no more than itself. */
export async function listMemberRows(
  queryable: Queryable,
  segmentId: string,
  { after, limit }: { after: { shard: number; id: string } | null; limit: number },
): Promise<MemberRow[]> {
  const { rows } = await queryable.query<MemberRow>(
    `SELECT c.id, found.shard, c.external_id, c.email, c.phone, c.first_name, c.last_name, found.entered_at
     FROM (
       SELECT found.* FROM generate_series($2::int, ${SHARD_COUNT - 1}) AS s (shard)
       CROSS JOIN LATERAL (
         SELECT m.shard, m.customer_id, m.entered_at FROM segment_member m
         WHERE m.shard = s.shard AND m.segment_id = $1 AND (s.shard > $2 OR m.customer_id > $3::uuid)
         ORDER BY m.customer_id LIMIT $4
       ) found
       LIMIT $4
     ) found
     JOIN customer c ON c.shard = found.shard AND c.id = found.customer_id
     ORDER BY found.shard, c.id`,
    [segmentId, after?.shard ?? 0, after?.id ?? "00000000-0000-0000-0000-000000000000", limit],
  );
  return rows;
}
