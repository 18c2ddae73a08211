import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type pg from "pg";
import { exportParameters } from "@/lib/domain/list/export";
import type { Clock } from "@/lib/server/clock";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { transaction } from "@/lib/server/db/pool";
import { csvLine } from "@/lib/utils/csv";
import { exportSql } from "./export-columns";
import { type ExportRow, findExport } from "./export-row";

const zip = promisify(gzip);
const ROWS_AT_ONCE = 2_000;
const PART_CHARACTERS = 1_000_000;
/** Of CSV; about ten million codes. */
const MOST_CHARACTERS = 2_000_000_000;

/** An export that fails for a reason worth telling. */
class TooLong extends Error {}

/**
 * Makes the file of an export: every row as of one moment, read and kept part by part, so that one of any length takes the same memory. It
 * is there as a whole, with the happening that says so, or not at all.
 */
export async function writeExport(
  pool: pg.Pool,
  exportId: string,
  clock: Clock,
  mostCharacters = MOST_CHARACTERS,
): Promise<void> {
  const found = await findExport(pool, exportId, null);
  if (!found || found.status === "DONE" || found.status === "ERROR") return;
  await pool.query(`UPDATE export SET status = 'IN_PROGRESS', updated_at = $2 WHERE id = $1`, [
    exportId,
    clock(),
  ]);
  try {
    await transaction(
      (client) => writeAll(client, found, clock, mostCharacters),
      pool,
      "BEGIN ISOLATION LEVEL REPEATABLE READ",
    );
  } catch (error) {
    if (error instanceof Deleted) return;
    const failure = failureOf(error);
    if (failure === null) throw error;
    await transaction((client) => end(client, found, { status: "ERROR", rows: 0, failure }, clock()), pool);
  }
}

/** What trying again would not mend; null for anything else, which the queue tries again. */
function failureOf(error: unknown): string | null {
  if (error instanceof TooLong) return error.message;
  // What PostgreSQL says of values and of statements that do not fit.
  const { code } = error as { code?: unknown };
  return typeof code === "string" && /^(22|42)/.test(code)
    ? "The list could not be read with these filters. Change them and export it again."
    : null;
}

/** It was deleted while it was being made. */
class Deleted extends Error {}

async function writeAll(
  client: pg.PoolClient,
  found: ExportRow,
  clock: Clock,
  mostCharacters: number,
): Promise<void> {
  const { text, values, header, cells } = exportSql(
    found.workspace_id,
    found.object,
    exportParameters.parse(found.parameters),
  );
  await client.query(`DECLARE export_rows NO SCROLL CURSOR FOR ${text}`, values);
  let part = csvLine(header);
  let [rows, number, characters] = [0, 0, 0];
  const keep = async () => {
    characters += part.length;
    if (characters > mostCharacters)
      throw new TooLong(
        `The list is longer than ${Math.floor(mostCharacters / 1e6).toLocaleString("en")} MB. Narrow it by a filter.`,
      );
    await client.query(`INSERT INTO export_part (export_id, number, content) VALUES ($1, $2, $3)`, [
      found.id,
      number++,
      await zip(part),
    ]);
    part = "";
  };
  for (;;) {
    const page = await client.query<unknown[]>({
      text: `FETCH ${ROWS_AT_ONCE} FROM export_rows`,
      rowMode: "array",
    });
    part += page.rows.map((row) => csvLine(cells(row))).join("");
    rows += page.rows.length;
    if (part.length >= PART_CHARACTERS) await keep();
    if (page.rows.length < ROWS_AT_ONCE) break;
  }
  if (part !== "") await keep();
  await end(client, found, { status: "DONE", rows, failure: null }, clock());
}

async function end(
  client: pg.PoolClient,
  { id, workspace_id, object }: ExportRow,
  outcome: { status: "DONE" | "ERROR"; rows: number; failure: string | null },
  now: Date,
): Promise<void> {
  const { rowCount } = await client.query(
    `UPDATE export SET status = $2, rows = $3, failure = $4, updated_at = $5 WHERE id = $1`,
    [id, outcome.status, outcome.rows, outcome.failure, now],
  );
  if (rowCount === 0) throw new Deleted();
  const name = outcome.status === "DONE" ? "export.done" : "export.failed";
  const { rows, failure } = outcome;
  const properties = { exportId: id, object, ...(failure === null ? { rows } : { failure }) };
  await emitInternal(client, workspace_id, [{ name, customerId: null, properties }], { now });
}
