import { notFound } from "@/lib/domain/errors";
import type { Actor } from "@/lib/server/auth/actor";
import { personOf } from "@/lib/server/auth/person";
import { pool } from "@/lib/server/db/pool";

/** Checks that a person may work in a workspace; the route then remembers it. @throws DomainError not_found when they are no member */
export async function chooseWorkspace({
  actor,
  body,
}: {
  actor: Actor;
  body: { workspaceId: string };
}): Promise<{ workspaceId: string }> {
  const { rowCount } = await pool().query(`SELECT FROM membership WHERE user_id = $1 AND workspace_id = $2`, [
    personOf(actor),
    body.workspaceId,
  ]);
  if (rowCount === 0) throw notFound("workspace");
  return { workspaceId: body.workspaceId };
}
