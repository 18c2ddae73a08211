import type { getChannelContract } from "@/lib/contracts/channels";
import type { ResponseOf } from "@/lib/contracts/contract";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { findConnection } from "@/lib/server/db/channels/connection-row";
import { pool } from "@/lib/server/db/pool";
import { connectionAnswer } from "./connection-answer";

/** One connection, without its secrets. */
export async function getChannel({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<ResponseOf<typeof getChannelContract>> {
  authorise(actor, "read");
  const row = await findConnection(pool(), actor.workspaceId, params.id);
  if (!row) throw notFound("connection");
  return connectionAnswer(row);
}
