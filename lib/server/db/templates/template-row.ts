import type { TemplateChannel, TemplateDraft } from "@/lib/domain/message/template";

/** A template with its current version. */
export type TemplateRow = {
  id: string;
  name: string;
  channel: TemplateChannel;
  draft: TemplateDraft;
  revision: number;
  created_at: Date;
  /** When the draft was last saved; publishing sets both this and `published_at` to the same moment. */
  updated_at: Date;
  archived_at: Date | null;
  version_number: number | null;
  published_at: Date | null;
};

/** Columns of a template `t` left-joined with its current version `v`. */
export const TEMPLATE_COLUMNS = `t.id, t.name, t.channel, t.draft, t.revision, t.created_at, t.updated_at, t.archived_at,
  v.number AS version_number, v.created_at AS published_at`;

/** Whether it was ever published, and whether the draft has moved on since. */
export function templateStatus(
  row: Pick<TemplateRow, "updated_at" | "published_at">,
): "draft" | "published" | "changed" {
  if (!row.published_at) return "draft";
  return row.updated_at > row.published_at ? "changed" : "published";
}
