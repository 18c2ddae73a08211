import { setTimeout as sleep } from "node:timers/promises";
import type { Queryable } from "@/lib/server/db/pool";
import { IMPORTS } from "./take-import-turn";

const PAUSE_MS = 20;

/**
 * Waits until every transaction is over that may have read a campaign as it was before now, and may give its codes. Whoever gives codes reads their campaign in the same
 * transaction, and PostgreSQL keeps a transaction's light lock on a table it read until its end: taken before the statement's view of the data, so that who takes it
 * later sees what is committed by now. Givers pay nothing for it. A file of codes, which may take minutes, says of which campaign it is.
 * @param mostMs how long to wait, at most, in ms
 * @returns whether they all are over
 */
export async function awaitGivers(
  queryable: Queryable,
  campaignId: string,
  mostMs: number,
): Promise<boolean> {
  const { rows } = await queryable.query<{ at: string }>(
    `SELECT DISTINCT virtualtransaction AS at FROM (${READERS}) r`,
    [campaignId],
  );
  const earlier = rows.map(({ at }) => at);
  for (let waited = 0; ; waited += PAUSE_MS) {
    const { rowCount } = await queryable.query(
      `SELECT FROM (${READERS}) r WHERE virtualtransaction = ANY ($2) LIMIT 1`,
      [campaignId, earlier],
    );
    if (rowCount === 0) return true;
    if (waited >= mostMs) return false;
    await sleep(PAUSE_MS);
  }
}

const READERS = `
SELECT l.virtualtransaction FROM pg_locks l
WHERE l.locktype = 'relation' AND l.relation = 'campaign'::regclass AND l.granted AND l.pid <> pg_backend_pid()
  AND l.database = (SELECT d.oid FROM pg_database d WHERE d.datname = current_database())
  AND NOT EXISTS (
    SELECT FROM pg_locks i WHERE i.virtualtransaction = l.virtualtransaction AND i.locktype = 'advisory' AND i.granted
      AND i.classid = ${IMPORTS}::oid AND i.objsubid = 2 AND i.objid <> hashtext($1)::oid
  )`;
