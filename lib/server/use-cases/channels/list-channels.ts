import type { listChannelsContract } from "@/lib/contracts/channels";
import type { ResponseOf } from "@/lib/contracts/contract";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { listConnections } from "@/lib/server/db/channels/connection-row";
import { pool } from "@/lib/server/db/pool";
import { connectionAnswer } from "./connection-answer";

/** The workspace's connections. They are few: one page holds them all. */
export async function listChannels({
  actor,
}: {
  actor: Actor;
}): Promise<ResponseOf<typeof listChannelsContract>> {
  authorise(actor, "read");
  const rows = await listConnections(pool(), actor.workspaceId);
  return { data: rows.map(connectionAnswer), nextCursor: null };
}
