import type { Role } from "@/lib/domain/access/permissions";
import type { Queryable } from "@/lib/server/db/pool";

/**
 * Lets one change of a workspace's team happen at a time until the transaction ends: two owners who demote each other at once must
 * not both succeed.
 * @returns the person's role, null when they are no member, and how many owners there are
 */
export async function lockTeam(
  queryable: Queryable,
  workspaceId: string,
  userId: string | null,
): Promise<{ role: Role | null; owners: number }> {
  await queryable.query(`SELECT FROM workspace WHERE id = $1 FOR NO KEY UPDATE`, [workspaceId]);
  const { rows } = await queryable.query<{ role: Role | null; owners: number }>(
    `SELECT max(role) FILTER (WHERE user_id = $2) AS role, count(*) FILTER (WHERE role = 'owner') AS owners
     FROM membership WHERE workspace_id = $1`,
    [workspaceId, userId],
  );
  return rows[0]!;
}
