import type { Queryable } from "@/lib/server/db/pool";
import { TEMPLATE_COLUMNS, type TemplateRow } from "./template-row";

/** The template with this id in this workspace; null when there is none. `lock`: until the caller's transaction ends. */
export async function findTemplate(
  queryable: Queryable,
  workspaceId: string,
  id: string,
  { lock = false } = {},
): Promise<TemplateRow | null> {
  const { rows } = await queryable.query<TemplateRow>(
    `SELECT ${TEMPLATE_COLUMNS} FROM template t LEFT JOIN template_version v ON v.id = t.current_version_id
     WHERE t.workspace_id = $1 AND t.id = $2 ${lock ? "FOR UPDATE OF t" : ""}`,
    [workspaceId, id],
  );
  return rows[0] ?? null;
}
