import type { TemplateSource } from "@/lib/domain/message/template";
import type { Queryable } from "@/lib/server/db/pool";

/** Writes the next version of a template and makes it the current one. The template's row is locked by the caller. */
export async function insertVersion(
  queryable: Queryable,
  version: {
    id: string;
    templateId: string;
    workspaceId: string;
    source: TemplateSource;
    createdBy: string;
    now: Date;
  },
): Promise<void> {
  const { source } = version;
  await queryable.query(
    `WITH made AS (
       INSERT INTO template_version (id, template_id, workspace_id, number, channel, subject, preheader, html, text, created_by, created_at, language)
       SELECT $1, $2, $3, COALESCE(max(number), 0) + 1, $4, $5, $6, $7, $8, $9, $10, $11 FROM template_version WHERE template_id = $2
       RETURNING id
     )
     UPDATE template SET current_version_id = (SELECT id FROM made), updated_at = $10 WHERE id = $2`,
    [
      version.id,
      version.templateId,
      version.workspaceId,
      source.channel,
      source.subject,
      source.preheader,
      source.html,
      source.text,
      version.createdBy,
      version.now,
      source.language,
    ],
  );
}
