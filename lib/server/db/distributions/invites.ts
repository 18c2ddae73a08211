import { z } from "zod";
import type { Queryable } from "@/lib/server/db/pool";

/** How far a distribution is with reaching members. `after`: the last one reached, in the order of the segment's members. */
export const invites = z.object({
  segmentId: z.uuid(),
  wanted: z.number().int(),
  reached: z.number().int(),
  after: z.object({ shard: z.number().int(), id: z.string() }).nullable(),
  done: z.boolean(),
});
export type Invites = z.output<typeof invites>;

/** A distribution's invites under its row lock; null when there are none to send. */
export async function lockInvites(
  queryable: Queryable,
  id: string,
): Promise<{ workspaceId: string; invites: Invites; stopped: boolean } | null> {
  const { rows } = await queryable.query<{ workspace_id: string; invites: unknown; status: string | null }>(
    `SELECT d.workspace_id, d.invites, (SELECT f.status FROM flow f WHERE f.id = d.flow_id) AS status
     FROM distribution d WHERE d.id = $1 AND d.invites IS NOT NULL FOR UPDATE`,
    [id],
  );
  const row = rows[0];
  return row
    ? {
        workspaceId: row.workspace_id,
        invites: invites.parse(row.invites),
        stopped: row.status === "stopped",
      }
    : null;
}

/** Notes how far it is. */
export async function saveInvites(queryable: Queryable, id: string, now: Invites): Promise<void> {
  await queryable.query(`UPDATE distribution SET invites = $2 WHERE id = $1`, [id, JSON.stringify(now)]);
}

/** Adds the job that reaches the members, in the caller's transaction. */
export async function enqueueInvites(queryable: Queryable, id: string): Promise<void> {
  await queryable.query(`SELECT FROM graphile_worker.add_job('invite_members', $1::json, job_key => $2)`, [
    JSON.stringify({ distributionId: id }),
    `invite_members:${id}`,
  ]);
}
