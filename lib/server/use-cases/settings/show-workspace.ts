import type { ResponseOf } from "@/lib/contracts/contract";
import type { showWorkspaceContract } from "@/lib/contracts/settings";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { WORKSPACE_COLUMNS, type WorkspaceRow, workspaceOf } from "@/lib/server/db/accounts/workspace-row";
import { pool } from "@/lib/server/db/pool";

/** The actor's workspace with its settings. */
export async function showWorkspace({
  actor,
}: {
  actor: Actor;
}): Promise<ResponseOf<typeof showWorkspaceContract>> {
  authorise(actor, "read");
  const { rows } = await pool().query<WorkspaceRow>(
    `SELECT ${WORKSPACE_COLUMNS} FROM workspace WHERE id = $1`,
    [actor.workspaceId],
  );
  if (!rows[0]) throw notFound("workspace");
  return workspaceOf(rows[0]);
}
