import type pg from "pg";
import { z } from "zod";
import { INVITED } from "@/lib/domain/distribution/invited";
import type { Clock } from "@/lib/server/clock";
import { type Invites, lockInvites, saveInvites } from "@/lib/server/db/distributions/invites";
import { appendEvents } from "@/lib/server/db/events/append-events";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { transaction } from "@/lib/server/db/pool";
import { listMemberRows } from "@/lib/server/db/segments/list-member-rows";

const payloadShape = z.object({ distributionId: z.uuid() });
const PAGE = 500;

/**
 * Lets everybody who belongs to a distribution's segment enter its flow, a page in one transaction each: whoever carries on after a crash
 * begins behind the last page, and nobody is let in twice.
 */
export async function inviteMembers(
  payload: unknown,
  { pool, clock }: { pool: pg.Pool; clock: Clock },
): Promise<void> {
  const { distributionId } = payloadShape.parse(payload);
  while (await invitePage(pool, distributionId, clock)) wakeWorkers();
}

async function invitePage(pool: pg.Pool, distributionId: string, clock: Clock): Promise<boolean> {
  return await transaction(async (client) => {
    const found = await lockInvites(client, distributionId);
    if (!found || found.invites.done) return false;
    const { workspaceId, invites, stopped } = found;
    const members = stopped
      ? []
      : await listMemberRows(client, invites.segmentId, { after: invites.after, limit: PAGE });
    const at = clock();
    await appendEvents(
      client,
      members.map(({ id, shard }) => ({
        shard,
        workspaceId,
        customerId: id,
        name: INVITED,
        messageId: `flow:${distributionId}:invited:${id}`,
        properties: { distributionId, segmentId: invites.segmentId },
        occurredAt: at,
        acceptedAt: at,
        source: "engine",
      })),
    );
    const last = members.at(-1);
    const next: Invites = {
      ...invites,
      reached: invites.reached + members.length,
      after: last ? { shard: last.shard, id: last.id } : invites.after,
      done: members.length < PAGE,
    };
    await saveInvites(client, distributionId, next);
    return true;
  }, pool);
}
