import type pg from "pg";
import { transaction } from "@/lib/server/db/pool";
import { MONTHLY_TABLES, type MonthlyTable, monthOf, partitionName } from "./tables";

/** Months made ahead: a worker that does not start for two of them still finds a place for everything in `_rest`. */
const AHEAD = 2;
/** Making a month waits this long for the table at most, and is tried again the next day. */
const LOCK_TIMEOUT = "5s";

/** Makes the partitions of this month and the next two where they are missing. @returns the names of those made */
export async function makeMonths(pool: pg.Pool, now: Date): Promise<string[]> {
  const made: string[] = [];
  for (const table of MONTHLY_TABLES) {
    for (let ahead = 0; ahead <= AHEAD; ahead++) {
      const name = await makeMonth(pool, table, monthOf(now, ahead));
      if (name) made.push(name);
    }
  }
  return made;
}

/** What already lies in `_rest` of that month moves over: the month could not be attached beside it otherwise. */
async function makeMonth(pool: pg.Pool, table: MonthlyTable, month: Date): Promise<string | null> {
  const name = partitionName(table.name, month);
  const [from, to] = [table.bound(month), table.bound(monthOf(month, 1))];
  return await transaction(async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('cartograph months'))`);
    const { rows } = await client.query<{ there: boolean }>(`SELECT to_regclass($1) IS NOT NULL AS there`, [
      name,
    ]);
    if (rows[0]!.there) return null;
    await client.query(`SET LOCAL lock_timeout = '${LOCK_TIMEOUT}'`);
    await client.query(`LOCK TABLE ${table.name}_rest IN ACCESS EXCLUSIVE MODE`);
    await client.query(`CREATE TABLE ${name} (LIKE ${table.name} INCLUDING ALL)`);
    if (table.uncounted)
      await client.query(`ALTER TABLE ${name} ALTER COLUMN ${table.uncounted} SET STATISTICS 0`);
    if (table.storage) await client.query(`ALTER TABLE ${name} SET (${table.storage})`);
    const columns = await writtenColumns(client, table.name);
    await client.query(
      `WITH moved AS (DELETE FROM ${table.name}_rest WHERE ${table.column} >= '${from}' AND ${table.column} < '${to}' RETURNING ${columns})
       INSERT INTO ${name} (${columns}) SELECT ${columns} FROM moved`,
    );
    await client.query(
      `ALTER TABLE ${table.name} ATTACH PARTITION ${name} FOR VALUES FROM ('${from}') TO ('${to}')`,
    );
    return name;
  }, pool);
}

/** A table's columns but for those that the database makes of others: it takes no value for them. */
async function writtenColumns(client: pg.PoolClient, table: string): Promise<string> {
  const { rows } = await client.query<{ names: string }>(
    `SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) AS names FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''`,
    [table],
  );
  return rows[0]!.names;
}
