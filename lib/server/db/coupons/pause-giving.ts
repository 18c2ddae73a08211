import type { Queryable } from "@/lib/server/db/pool";

/** What is not resumed after so long was left behind by a process that died. */
const FORGOTTEN_MS = 60_000;

/**
 * Lets nobody begin to give codes of a campaign from now on, until `resumeGiving` or for a minute or more. Has its effect once it is committed; who began before may
 * still be giving: see await-givers.ts.
 * @returns whether it is ours to resume: there is such a campaign, and nobody else has paused it
 */
export async function pauseGiving(
  queryable: Queryable,
  workspaceId: string,
  campaignId: string,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await queryable.query(
    `UPDATE campaign SET giving_paused_at = $3 WHERE id = $1 AND workspace_id = $2 AND (giving_paused_at IS NULL OR giving_paused_at < $4)`,
    [campaignId, workspaceId, now, forgottenAt(now)],
  );
  return rowCount === 1;
}

/** Whether giving rests still since `pausedAt`, as it will until the caller's transaction ends. */
export async function keepPaused(queryable: Queryable, campaignId: string, pausedAt: Date): Promise<boolean> {
  const { rowCount } = await queryable.query(
    `SELECT FROM campaign WHERE id = $1 AND giving_paused_at = $2 FOR NO KEY UPDATE`,
    [campaignId, pausedAt],
  );
  return rowCount === 1;
}

/** Ends the rest that began at `pausedAt`. */
export async function resumeGiving(queryable: Queryable, campaignId: string, pausedAt: Date): Promise<void> {
  await queryable.query(
    `UPDATE campaign SET giving_paused_at = NULL WHERE id = $1 AND giving_paused_at = $2`,
    [campaignId, pausedAt],
  );
}

/** Ends every rest whose process died. Campaigns that somebody is at work on are passed over: their rest is still needed. */
export async function resumeForgotten(queryable: Queryable, now: Date): Promise<void> {
  await queryable.query(
    `UPDATE campaign SET giving_paused_at = NULL
     WHERE id IN (SELECT id FROM campaign WHERE giving_paused_at < $1 FOR UPDATE SKIP LOCKED)`,
    [forgottenAt(now)],
  );
}

/** Whether codes of a campaign may be given: it is there, and giving does not rest. */
export async function mayGive(queryable: Queryable, campaignId: string): Promise<boolean> {
  const { rowCount } = await queryable.query(
    `SELECT FROM campaign WHERE id = $1 AND giving_paused_at IS NULL`,
    [campaignId],
  );
  return rowCount === 1;
}

function forgottenAt(now: Date): Date {
  return new Date(now.getTime() - FORGOTTEN_MS);
}
