import type { FlowDocument } from "@/lib/domain/flow/document";
import type { Queryable } from "@/lib/server/db/pool";
import { writeRevision } from "./write-revision";

/** Makes a draft flow with its first revision. `savedBy` is an actor's id, `createdBy` a user's. */
export async function insertFlow(
  queryable: Queryable,
  flow: {
    id: string;
    workspaceId: string;
    name: string;
    document: FlowDocument;
    createdBy: string | null;
    savedBy: string;
    at: Date;
  },
): Promise<void> {
  const { id, workspaceId, name, document, createdBy, savedBy, at } = flow;
  await queryable.query(
    `INSERT INTO flow (id, workspace_id, name, draft, created_by, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $6)`,
    [id, workspaceId, name, JSON.stringify(document), createdBy, at],
  );
  await writeRevision(queryable, { flowId: id, revision: 1, document, savedBy, at });
}
