import type { UsingFlow } from "@/lib/contracts/flow-shared";
import type { Queryable } from "@/lib/server/db/pool";

/** The flows whose draft or live version names this event, in a step or a setting. */
export async function flowsUsingEvent(
  queryable: Queryable,
  workspaceId: string,
  name: string,
): Promise<UsingFlow[]> {
  const { rows } = await queryable.query<UsingFlow>(
    `SELECT f.id, f.name, f.status
     FROM flow f LEFT JOIN flow_version v ON v.id = f.live_version_id
     WHERE f.workspace_id = $1 AND f.archived_at IS NULL
       AND ($2::text = ANY (ARRAY(SELECT jsonb_path_query(f.draft, '$.**.eventName') #>> '{}'))
         OR $2::text = ANY (ARRAY(SELECT jsonb_path_query(v.document, '$.**.eventName') #>> '{}'))
         OR f.goal ->> 'eventName' = $2)
     ORDER BY f.name`,
    [workspaceId, name],
  );
  return rows;
}
