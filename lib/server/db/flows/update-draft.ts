import type { FlowDocument } from "@/lib/domain/flow/document";
import type { Queryable } from "@/lib/server/db/pool";
import { writeRevision } from "./write-revision";

/** Writes a draft as the next revision, if it was made from the newest one. @returns the new revision; null when it was not */
export async function updateDraft(
  queryable: Queryable,
  save: {
    flowId: string;
    workspaceId: string;
    revision: number;
    document: FlowDocument;
    savedBy: string;
    at: Date;
  },
): Promise<number | null> {
  const { flowId, workspaceId, revision, document, savedBy, at } = save;
  const { rowCount } = await queryable.query(
    `UPDATE flow SET draft = $4, revision = revision + 1, updated_at = $5
     WHERE id = $1 AND workspace_id = $2 AND revision = $3 AND archived_at IS NULL`,
    [flowId, workspaceId, revision, JSON.stringify(document), at],
  );
  if (rowCount === 0) return null;
  await writeRevision(queryable, { flowId, revision: revision + 1, document, savedBy, at });
  return revision + 1;
}
