import { v7 as uuid } from "uuid";
import type { FlowDocument } from "@/lib/domain/flow/document";
import type { Queryable } from "@/lib/server/db/pool";

/** Writes the next version of a flow, which never changes again, and makes it the live one. The flow's row must be locked. */
export async function insertVersion(
  queryable: Queryable,
  version: {
    flowId: string;
    workspaceId: string;
    document: FlowDocument;
    status: "live" | "paused";
    publishedBy: string;
    at: Date;
  },
): Promise<{ id: string; number: number }> {
  const { flowId, workspaceId, document, status, publishedBy, at } = version;
  const id = uuid();
  const { rows } = await queryable.query<{ number: number }>(
    `INSERT INTO flow_version (id, flow_id, workspace_id, number, document, published_by, published_at)
     SELECT $1, $2, $3, COALESCE(max(number), 0) + 1, $4, $5, $6 FROM flow_version WHERE flow_id = $2
     RETURNING number`,
    [id, flowId, workspaceId, JSON.stringify(document), publishedBy, at],
  );
  await queryable.query(
    `UPDATE flow SET status = $3, live_version_id = $4, goal = $5, launched_at = COALESCE(launched_at, $6), updated_at = $6
     WHERE id = $1 AND workspace_id = $2`,
    [
      flowId,
      workspaceId,
      status,
      id,
      document.settings.goal ? JSON.stringify(document.settings.goal) : null,
      at,
    ],
  );
  return { id, number: rows[0]!.number };
}
