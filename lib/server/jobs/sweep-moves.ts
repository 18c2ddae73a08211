import type pg from "pg";
import type { Clock } from "@/lib/server/clock";
import { enqueueMove } from "@/lib/server/db/flows/enqueue-move";

const STRANDED_MS = 60_000;

/** Gives a new job to moves whose job died with its worker. It runs every minute. @returns how many there were */
export async function sweepMoves({ pool, clock }: { pool: pg.Pool; clock: Clock }): Promise<number> {
  const { rows } = await pool.query<{ version_id: string }>(
    `SELECT version_id FROM flow_move WHERE finished_at IS NULL AND updated_at < $1`,
    [new Date(clock().getTime() - STRANDED_MS)],
  );
  for (const { version_id } of rows) await enqueueMove(pool, version_id);
  return rows.length;
}
