import type { Queryable } from "@/lib/server/db/pool";
import { TEMPLATE_COLUMNS, type TemplateRow } from "./template-row";

type Wanted = {
  workspaceId: string;
  channel: string | null;
  search: string | null;
  archived: boolean;
  after: { updatedAt: string; id: string } | null;
  limit: number;
};

/** Templates by their last change, newest first, each with the ids of the flows whose draft or live version sends it. */
export async function listTemplates(
  queryable: Queryable,
  wanted: Wanted,
): Promise<(TemplateRow & { used_in: number })[]> {
  const { rows } = await queryable.query<TemplateRow & { used_in: number }>(SQL, [
    wanted.workspaceId,
    wanted.channel,
    wanted.search,
    wanted.archived,
    wanted.after?.updatedAt ?? null,
    wanted.after?.id ?? null,
    wanted.limit,
  ]);
  return rows;
}

const SQL = `
WITH uses AS (
  SELECT DISTINCT f.id AS flow_id, used #>> '{}' AS template_id
  FROM flow f LEFT JOIN flow_version v ON v.id = f.live_version_id
  CROSS JOIN LATERAL (
    SELECT jsonb_path_query(f.draft, '$.steps[*].config.templateId') AS used
    UNION SELECT jsonb_path_query(v.document, '$.steps[*].config.templateId')
  ) AS u
  WHERE f.workspace_id = $1 AND f.archived_at IS NULL
)
SELECT ${TEMPLATE_COLUMNS}, (SELECT count(*) FROM uses WHERE uses.template_id = t.id::text)::int AS used_in
FROM template t LEFT JOIN template_version v ON v.id = t.current_version_id
WHERE t.workspace_id = $1 AND (t.archived_at IS NOT NULL) = $4
  AND ($2::text IS NULL OR t.channel = $2)
  AND ($3::text IS NULL OR position(lower($3) in lower(t.name)) > 0 OR position(lower($3) in lower(t.draft ->> 'subject')) > 0)
  AND ($5::timestamptz IS NULL OR (t.updated_at, t.id) < ($5::timestamptz, $6::uuid))
ORDER BY t.updated_at DESC, t.id DESC LIMIT $7`;
