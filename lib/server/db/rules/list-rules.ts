import type { Position } from "@/lib/server/db/coupons/list-campaign-rows";
import type { Queryable } from "@/lib/server/db/pool";
import { RULE_COLUMNS, type RuleRow } from "./rule-row";

/** Rules of a workspace, newest first, from after a position, or skipping `offset`. */
export async function listRules(
  queryable: Queryable,
  workspaceId: string,
  filter: { objectId?: string | undefined; after: Position | null; limit: number; offset?: number },
): Promise<RuleRow[]> {
  const { rows } = await queryable.query<RuleRow>(
    `SELECT ${RULE_COLUMNS} FROM validation_rule r
     WHERE r.workspace_id = $1
       AND ($2::uuid IS NULL OR r.id IN (SELECT a.rule_id FROM validation_rule_assignment a WHERE a.object_id = $2))
       AND ($3::timestamptz IS NULL OR (r.created_at, r.id) < ($3, $4::uuid))
     ORDER BY r.created_at DESC, r.id DESC LIMIT $5 OFFSET $6`,
    [
      workspaceId,
      filter.objectId ?? null,
      filter.after?.at ?? null,
      filter.after?.id ?? null,
      filter.limit,
      filter.offset ?? 0,
    ],
  );
  return rows;
}
