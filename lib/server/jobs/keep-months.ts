import type pg from "pg";
import { workspaceSettings } from "@/lib/domain/workspace/settings";
import type { Clock } from "@/lib/server/clock";
import { listMonths } from "@/lib/server/db/months/list-months";
import { makeMonths } from "@/lib/server/db/months/make-months";
import { MONTHLY_TABLES, type MonthlyTable, monthOf } from "@/lib/server/db/months/tables";
import { type Queryable, transaction } from "@/lib/server/db/pool";
import { enqueueRefresh } from "@/lib/server/db/segments/refresh-segments";
import { log } from "@/lib/server/log";

const BATCH = 5_000;
const DAY_MS = 86_400_000;

type Retention = {
  workspaceId: string;
  /** null keeps for ever. */ months: number | null;
  maxEventAgeDays: number;
};

/**
 * Once a day: makes the months to come, drops those that no workspace keeps any more, and deletes from older months what belongs to workspaces
 * that keep less than others. Segments count what is on the log: those of a workspace that loses events are asked anew.
 */
export async function keepMonths({ pool, clock }: { pool: pg.Pool; clock: Clock }): Promise<void> {
  const now = clock();
  await makeMonths(pool, now);
  const retentions = await readRetentions(pool);
  for (const table of MONTHLY_TABLES) {
    await dropOutlived(pool, table, retentions, now);
    for (const { workspaceId, months } of retentions)
      if (months !== null) await deleteOutlived(pool, table, workspaceId, monthOf(now, -months));
  }
  await forgetKeys(pool, retentions, now);
}

async function readRetentions(pool: pg.Pool): Promise<Retention[]> {
  const { rows } = await pool.query<{ id: string; settings: unknown }>(`SELECT id, settings FROM workspace`);
  return rows.map(({ id, settings }) => {
    const read = workspaceSettings.safeParse(settings);
    // Whose settings cannot be read keeps everything until they can be.
    const { retentionMonths, maxEventAgeDays } = read.data ?? {
      ...workspaceSettings.parse({}),
      retentionMonths: null,
    };
    return { workspaceId: id, months: retentionMonths, maxEventAgeDays };
  });
}

/** A month goes whole once it lies before what the workspace that keeps longest keeps. */
async function dropOutlived(
  pool: pg.Pool,
  table: MonthlyTable,
  retentions: readonly Retention[],
  now: Date,
): Promise<void> {
  if (retentions.length === 0 || retentions.some(({ months }) => months === null)) return;
  const longest = Math.max(...retentions.map(({ months }) => months ?? 0));
  const cutoff = monthOf(now, -longest);
  for (const { name, month } of await listMonths(pool, table.name)) {
    if (month >= cutoff) continue;
    await transaction(async (client) => {
      await client.query(`SET LOCAL lock_timeout = '5s'`);
      if (await isNeeded(client, table, month)) return;
      await client.query(`ALTER TABLE ${table.name} DETACH PARTITION ${name}`);
      await client.query(`DROP TABLE ${name}`);
      if (table.name === "event")
        await enqueueRefresh(
          client,
          retentions.map(({ workspaceId }) => workspaceId),
        );
    }, pool);
    log().info({ partition: name }, "a month that nobody keeps any more was dropped");
  }
}

/** Whether something of the month still waits: an event to be handled, or a message to go out. */
async function isNeeded(queryable: Queryable, { name }: MonthlyTable, month: Date): Promise<boolean> {
  const waiting =
    name === "event"
      ? `SELECT FROM event_pending WHERE accepted_at >= $1 AND accepted_at < $2`
      : name === "message"
        ? `SELECT FROM message WHERE created_at >= $1 AND created_at < $2 AND status = 'queued'`
        : null;
  if (!waiting) return false;
  const { rowCount } = await queryable.query(`${waiting} LIMIT 1`, [month, monthOf(month, 1)]);
  return rowCount !== 0;
}

/** From the months before `cutoff`, and from `_rest`, what is older than it. A month without any costs one look. */
async function deleteOutlived(
  pool: pg.Pool,
  table: MonthlyTable,
  workspaceId: string,
  cutoff: Date,
): Promise<void> {
  const months = (await listMonths(pool, table.name)).filter(({ month }) => month < cutoff);
  for (const name of [...months.map((month) => month.name), `${table.name}_rest`]) {
    for (;;) {
      const gone = await transaction(async (client) => {
        const { rowCount } = await client.query(
          `DELETE FROM ${name} WHERE ctid = ANY (ARRAY(SELECT t.ctid FROM ${name} t WHERE ${table.outlived} LIMIT ${BATCH}))`,
          [workspaceId, cutoff],
        );
        if (rowCount && table.name === "event") await enqueueRefresh(client, [workspaceId]);
        return rowCount ?? 0;
      }, pool);
      if (gone < BATCH) break;
    }
  }
}

/** An event that happened longer ago than any workspace takes is refused for its age: its key need not be known any more. */
async function forgetKeys(pool: pg.Pool, retentions: readonly Retention[], now: Date): Promise<void> {
  const days = Math.max(90, ...retentions.map(({ maxEventAgeDays }) => maxEventAgeDays + 1));
  const before = new Date(now.getTime() - days * DAY_MS);
  for (;;) {
    const { rowCount } = await pool.query(
      `DELETE FROM event_key WHERE ctid = ANY (ARRAY(SELECT ctid FROM event_key WHERE accepted_at < $1 LIMIT ${BATCH}))`,
      [before],
    );
    if ((rowCount ?? 0) < BATCH) return;
  }
}
