import type { Queryable } from "@/lib/server/db/pool";
import { nameOfActor } from "./find-flow";

export type RevisionRow = { revision: number; saved_by: string | null; saved_at: Date; document: unknown };

/** The kept saves of a flow, newest first. */
export async function listRevisions(queryable: Queryable, flowId: string): Promise<RevisionRow[]> {
  const { rows } = await queryable.query<RevisionRow>(
    `SELECT r.revision, ${nameOfActor("r.saved_by")} AS saved_by, r.saved_at, r.document
     FROM flow_revision r WHERE r.flow_id = $1 ORDER BY r.revision DESC`,
    [flowId],
  );
  return rows;
}
