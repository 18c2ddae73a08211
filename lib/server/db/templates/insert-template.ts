import type { TemplateDraft } from "@/lib/domain/message/template";
import type { Queryable } from "@/lib/server/db/pool";

/** Writes a new template. @returns false when the name is taken */
export async function insertTemplate(
  queryable: Queryable,
  template: { id: string; workspaceId: string; name: string; draft: TemplateDraft; now: Date },
): Promise<boolean> {
  const { rowCount } = await queryable.query(
    `INSERT INTO template (id, workspace_id, name, channel, draft, created_at, updated_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT (workspace_id, name) DO NOTHING`,
    [
      template.id,
      template.workspaceId,
      template.name,
      template.draft.channel,
      JSON.stringify(template.draft),
      template.now,
    ],
  );
  return rowCount === 1;
}
