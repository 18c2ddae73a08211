import type { Queryable } from "@/lib/server/db/pool";
import type { RedemptionRecord } from "./insert-redemption";
import { type RedemptionRow, redemptionOf } from "./read-redemption";

/** The redemptions of a stack, or the one with this id, that did not fail; locked until the transaction ends. */
export async function lockStack(
  queryable: Queryable,
  workspaceId: string,
  id: string,
): Promise<RedemptionRecord[]> {
  const { rows } = await queryable.query<RedemptionRow>(
    `SELECT * FROM redemption WHERE workspace_id = $1 AND (parent_id = $2 OR (id = $2 AND parent_id IS NULL)) AND status <> 'failed'
     ORDER BY id FOR NO KEY UPDATE`,
    [workspaceId, id],
  );
  return rows.map(redemptionOf);
}
