import type { deleteChannelContract } from "@/lib/contracts/channels";
import type { ResponseOf } from "@/lib/contracts/contract";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";

/** Removes a connection with its secrets. Messages that were to go through it wait for another default. */
export async function deleteChannel({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<ResponseOf<typeof deleteChannelContract>> {
  authorise(actor, "channels:write");
  const { rowCount } = await pool().query(
    `DELETE FROM channel_connection WHERE workspace_id = $1 AND id = $2`,
    [actor.workspaceId, params.id],
  );
  if (rowCount === 0) throw notFound("connection");
  return { deleted: true };
}
