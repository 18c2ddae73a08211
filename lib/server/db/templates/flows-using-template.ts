import type { Queryable } from "@/lib/server/db/pool";

export type UsingFlow = { id: string; name: string; status: string; live: boolean };

/** The flows that send this template. `live`: the version that customers are going through does, and not only the draft. */
export async function flowsUsingTemplate(
  queryable: Queryable,
  workspaceId: string,
  templateId: string,
): Promise<UsingFlow[]> {
  const { rows } = await queryable.query<UsingFlow>(SQL, [workspaceId, templateId]);
  return rows;
}

const SQL = `
SELECT id, name, status, COALESCE(live, false) AS live FROM (
  SELECT f.id, f.name, f.status,
    f.status IN ('live', 'paused')
      AND $2::text = ANY (ARRAY(SELECT jsonb_path_query(v.document, '$.steps[*].config.templateId') #>> '{}')) AS live,
    $2::text = ANY (ARRAY(SELECT jsonb_path_query(f.draft, '$.steps[*].config.templateId') #>> '{}')) AS drafted
  FROM flow f LEFT JOIN flow_version v ON v.id = f.live_version_id
  WHERE f.workspace_id = $1 AND f.archived_at IS NULL
) AS uses
WHERE COALESCE(live, false) OR drafted ORDER BY live DESC, name`;
