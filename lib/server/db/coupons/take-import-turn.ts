import type { Queryable } from "@/lib/server/db/pool";

/** The class of the advisory locks that say which campaign a transaction adds a file of codes to. */
export const IMPORTS = 1_668_245_604;

/**
 * Lets one file of codes of a workspace be looked at or written at a time, until the transaction ends, and says to await-givers.ts that the transaction
 * gives codes of this campaign alone: it may take minutes, for which nobody needs to wait who changes another one.
 * @returns false while another file is at it
 */
export async function takeImportTurn(
  queryable: Queryable,
  workspaceId: string,
  campaignId: string,
): Promise<boolean> {
  const { rows } = await queryable.query<{ free: boolean }>(
    `SELECT pg_advisory_xact_lock_shared(${IMPORTS}, hashtext($2)), pg_try_advisory_xact_lock(hashtextextended('import of codes ' || $1, 0)) AS free`,
    [workspaceId, campaignId],
  );
  return rows[0]?.free === true;
}
