import type { Queryable } from "@/lib/server/db/pool";

/** The latest launch that was to move everybody inside, and how far it is. Counts of runs. */
export type MoveState = {
  number: number;
  total: number;
  moved: number;
  ended: number;
  kept: number;
  started_at: Date;
  finished_at: Date | null;
};

/** The latest move of a flow, or null when there never was one. */
export async function findMove(queryable: Queryable, flowId: string): Promise<MoveState | null> {
  const { rows } = await queryable.query<MoveState>(
    `SELECT v.number, m.total, m.moved, m.ended, m.kept, m.started_at, m.finished_at
     FROM flow_move m JOIN flow_version v ON v.id = m.version_id
     WHERE m.flow_id = $1 ORDER BY m.started_at DESC LIMIT 1`,
    [flowId],
  );
  return rows[0] ?? null;
}
