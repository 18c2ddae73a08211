import { setTimeout as sleep } from "node:timers/promises";
import type { Queryable } from "@/lib/server/db/pool";

const PAUSE_MS = 20;

/**
 * Waits until every transaction is over that may have read the campaigns as they were before now. Whoever gives codes reads their campaign in the same
 * transaction, and PostgreSQL keeps a transaction's light lock on a table it read until its end: taken before the statement's view of the data, so that who takes it
 * later sees what is committed by now. Givers pay nothing for it.
 * @param mostMs how long to wait, at most, in ms
 * @returns whether they all are over
 */
export async function awaitGivers(queryable: Queryable, mostMs: number): Promise<boolean> {
  const { rows } = await queryable.query<{ at: string }>(
    `SELECT DISTINCT virtualtransaction AS at FROM (${READERS}) r`,
  );
  const earlier = rows.map(({ at }) => at);
  for (let waited = 0; ; waited += PAUSE_MS) {
    const { rowCount } = await queryable.query(
      `SELECT FROM (${READERS}) r WHERE virtualtransaction = ANY ($1) LIMIT 1`,
      [earlier],
    );
    if (rowCount === 0) return true;
    if (waited >= mostMs) return false;
    await sleep(PAUSE_MS);
  }
}

const READERS = `
SELECT l.virtualtransaction FROM pg_locks l
WHERE l.locktype = 'relation' AND l.relation = 'campaign'::regclass AND l.granted AND l.pid <> pg_backend_pid()
  AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())`;
