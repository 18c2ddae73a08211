import { SHARD_COUNT } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";

/** Deletes a segment with its memberships, in the caller's transaction. */
export async function removeSegment(queryable: Queryable, id: string): Promise<void> {
  const shards = Array.from({ length: SHARD_COUNT }, (_, shard) => shard);
  await queryable.query(`DELETE FROM segment WHERE id = $1`, [id]);
  for (const table of ["segment_member", "segment_check"])
    await queryable.query(`DELETE FROM ${table} WHERE shard = ANY($1::smallint[]) AND segment_id = $2`, [
      shards,
      id,
    ]);
}
