import { columnOf, shardsOf } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";
import type { PendingEvent } from "./read-work";

/** Notes that these events are handled: nothing waits for them any more. */
export async function deletePending(
  queryable: Queryable,
  events: readonly Pick<PendingEvent, "id" | "customerId">[],
): Promise<void> {
  await queryable.query({
    name: "delete-pending",
    text: DELETE_PENDING,
    values: [shardsOf(events.map(({ customerId }) => customerId)), columnOf(events, "id")],
  });
}

/*
 * Of a queue, statistics are of no use: they are taken while it is empty, and then PostgreSQL expects one row of it. A join with what is to be deleted
 * is then planned as a look through all of that for each row of the queue, 250,000 comparisons for 500 events. Lists of keys leave nothing to plan: the
 * index is asked for them, or each row is looked up in a hash of them. An event's id is one of a kind, so no other row has it.
 */
export const DELETE_PENDING = `DELETE FROM event_pending WHERE shard = ANY($1::smallint[]) AND event_id = ANY($2::bigint[])`;
