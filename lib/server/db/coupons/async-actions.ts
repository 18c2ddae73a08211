import type { Queryable } from "@/lib/server/db/pool";

/** An action as stored; one that makes codes shows the progress of its lot. */
export type ActionRow = {
  id: string;
  type: string;
  status: string;
  result: Record<string, unknown>;
  request_id: string;
  created_at: Date;
  updated_at: Date;
  wanted: number | null;
  made: number | null;
  batch_status: string | null;
  failure: string | null;
};

const SELECT = `SELECT a.id, a.type, a.status, a.result, a.request_id, a.created_at, coalesce(b.updated_at, a.updated_at) AS updated_at,
  b.wanted, b.made, b.status AS batch_status, b.failure FROM async_action a LEFT JOIN code_batch b ON b.id = a.batch_id`;

/** Writes an action: over already, unless a lot of codes stands for it or its status says that it goes on. */
export async function insertAction(
  queryable: Queryable,
  action: {
    id: string;
    workspaceId: string;
    type: string;
    requestId: string;
    batchId: string | null;
    result: Record<string, unknown>;
    status?: "IN_PROGRESS" | "DONE" | "FAILED";
  },
  now: Date,
): Promise<void> {
  await queryable.query(
    `INSERT INTO async_action (id, workspace_id, type, status, result, request_id, batch_id, created_at, updated_at)
     VALUES ($1, $2, $3, $8, $4, $5, $6, $7, $7)`,
    [
      action.id,
      action.workspaceId,
      action.type,
      JSON.stringify(action.result),
      action.requestId,
      action.batchId,
      now,
      action.status ?? "DONE",
    ],
  );
}

/** Notes that an action goes on: one that says nothing for a while has ended with its process. */
export async function noteGoingOn(queryable: Queryable, id: string, now: Date): Promise<void> {
  await queryable.query(`UPDATE async_action SET updated_at = $2 WHERE id = $1 AND status = 'IN_PROGRESS'`, [
    id,
    now,
  ]);
}

/** Writes how an action that went on has ended. */
export async function saveAction(
  queryable: Queryable,
  id: string,
  { status, result }: { status: "DONE" | "FAILED"; result: Record<string, unknown> },
  now: Date,
): Promise<void> {
  await queryable.query(`UPDATE async_action SET status = $2, result = $3, updated_at = $4 WHERE id = $1`, [
    id,
    status,
    JSON.stringify(result),
    now,
  ]);
}

/** An action of a workspace; null when there is none. */
export async function findAction(
  queryable: Queryable,
  workspaceId: string,
  id: string,
): Promise<ActionRow | null> {
  const { rows } = await queryable.query<ActionRow>(`${SELECT} WHERE a.workspace_id = $1 AND a.id = $2`, [
    workspaceId,
    id,
  ]);
  return rows[0] ?? null;
}

/** The newest actions of a workspace. */
export async function listActions(
  queryable: Queryable,
  workspaceId: string,
  limit: number,
): Promise<ActionRow[]> {
  const { rows } = await queryable.query<ActionRow>(
    `${SELECT} WHERE a.workspace_id = $1 ORDER BY a.id DESC LIMIT $2`,
    [workspaceId, limit],
  );
  return rows;
}
