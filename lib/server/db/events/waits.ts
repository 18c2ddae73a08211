/*
 * SQL that tells whether something waits to be handled: true, or NULL. It is a look of its own, so that PostgreSQL asks the index for each row. Left to a join it goes
 * by its statistics, which are taken while the queue is empty: EXISTS was planned as a look through all that waits for each due run:
 * queues-thought-empty.db.test.ts counts what that takes up.
 */

/** Whether this event waits. Both are SQL expressions. */
export function eventWaits(shard: string, eventId: string): string {
  return `(SELECT true FROM event_pending p WHERE p.shard = ${shard} AND p.event_id = ${eventId} LIMIT 1)`;
}

/** Whether any event of this customer waits. Both are SQL expressions. */
export function customerWaits(shard: string, customerId: string): string {
  return `(SELECT true FROM event_pending p WHERE p.shard = ${shard} AND p.customer_id = ${customerId} LIMIT 1)`;
}
