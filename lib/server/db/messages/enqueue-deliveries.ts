import { momentColumnOf } from "@/lib/server/db/binary-columns";
import { columnOf } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";

/** Messages of one shard to be delivered from a moment on. */
export type PlannedDelivery = { shard: number; ids: readonly string[]; runAt: Date };

/** Messages in one row: as many as PostgreSQL keeps beside the row's other columns. */
const PER_ROW = 100;

/** Plans the delivery of these messages, in the caller's transaction: it is planned if and only if that commits. */
export async function enqueueDeliveries(
  queryable: Queryable,
  planned: readonly PlannedDelivery[],
): Promise<void> {
  const rows = planned.flatMap(({ shard, ids, runAt }) =>
    chunks(ids).map((some) => ({ shard, runAt, ids: `{${some.join(",")}}` })),
  );
  if (rows.length === 0) return;
  await queryable.query({
    name: "enqueue-deliveries",
    text: `INSERT INTO delivery (shard, run_at, message_ids)
           SELECT shard, run_at, ids::uuid[] FROM unnest($1::smallint[], $2::timestamptz[], $3::text[]) AS u (shard, run_at, ids)`,
    values: [columnOf(rows, "shard"), momentColumnOf(rows, "runAt"), columnOf(rows, "ids")],
  });
}

function chunks(ids: readonly string[]): string[][] {
  const parts: string[][] = [];
  for (let start = 0; start < ids.length; start += PER_ROW) parts.push(ids.slice(start, start + PER_ROW));
  return parts;
}
