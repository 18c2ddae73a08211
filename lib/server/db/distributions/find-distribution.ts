import type { Queryable } from "@/lib/server/db/pool";
import { type DistributionRow, SELECT_DISTRIBUTIONS } from "./distribution-row";

/** One distribution, or null. `lock` keeps its row as it is until the transaction ends. */
export async function findDistribution(
  queryable: Queryable,
  workspaceId: string,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<DistributionRow | null> {
  // A statement of its own: one that waited for the lock would still join the flow from before it waited.
  if (lock)
    await queryable.query(`SELECT FROM distribution WHERE workspace_id = $1 AND id = $2 FOR UPDATE`, [
      workspaceId,
      id,
    ]);
  const { rows } = await queryable.query<DistributionRow>({
    name: "find-distribution",
    text: `${SELECT_DISTRIBUTIONS} AND d.id = $2`,
    values: [workspaceId, id],
  });
  return rows[0] ?? null;
}
