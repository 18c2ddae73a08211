import type { FlowDocument } from "@/lib/domain/flow/document";
import type { Queryable } from "@/lib/server/db/pool";

/** Revisions kept of each flow. */
export const KEPT_REVISIONS = 50;

/**
 * Keeps a save. An autosave comes with every pause in drawing, so that fifty of them could be five minutes: of one person's saves
 * within the same minute only the last is kept, except the very first of a flow.
 */
export async function writeRevision(
  queryable: Queryable,
  row: { flowId: string; revision: number; document: FlowDocument; savedBy: string; at: Date },
): Promise<void> {
  const { flowId, revision, document, savedBy, at } = row;
  await queryable.query(
    `INSERT INTO flow_revision (flow_id, revision, document, saved_by, saved_at) VALUES ($1, $2, $3, $4, $5)`,
    [flowId, revision, JSON.stringify(document), savedBy, at],
  );
  await queryable.query(THIN, [flowId, revision, savedBy, at]);
  await queryable.query(PRUNE, [flowId, KEPT_REVISIONS]);
}

const THIN = `
DELETE FROM flow_revision WHERE flow_id = $1 AND revision < $2 AND revision > 1 AND saved_by = $3
  AND date_trunc('minute', saved_at) = date_trunc('minute', $4::timestamptz)`;

const PRUNE = `
DELETE FROM flow_revision WHERE flow_id = $1 AND revision <= (
  SELECT revision FROM flow_revision WHERE flow_id = $1 ORDER BY revision DESC OFFSET $2 LIMIT 1)`;
