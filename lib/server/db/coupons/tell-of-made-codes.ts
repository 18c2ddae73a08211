import { shardOf } from "@/lib/domain/shard";
import { appendEvents } from "@/lib/server/db/events/append-events";
import { appendQuietly } from "@/lib/server/db/events/append-quietly";
import { listeningWorkspaces } from "@/lib/server/db/messages/listening-workspaces";
import type { Queryable } from "@/lib/server/db/pool";

/** A code that was just made, for a customer or for nobody yet. */
type MadeCode = {
  id: string;
  code: string;
  workspaceId: string;
  campaignId: string;
  customerId: string | null;
};

/**
 * Tells the log that codes were made. The engine is woken for those of customers only where a running flow or a segment looks at it: codes are made
 * by the thousand, and hardly anybody waits for that.
 */
export async function tellOfMadeCodes(
  queryable: Queryable,
  codes: readonly MadeCode[],
  now: Date,
): Promise<void> {
  const owned = codes.filter(({ customerId }) => customerId !== null);
  const listening =
    owned.length > 0
      ? await listeningWorkspaces(
          queryable,
          owned.map(({ workspaceId }) => workspaceId),
          `"voucher\\.created"`,
        )
      : new Set<string>();
  const events = codes.map(({ id, code, workspaceId, campaignId, customerId }) => ({
    shard: shardOf(customerId ?? workspaceId),
    workspaceId,
    customerId,
    name: "voucher.created",
    messageId: `voucher:${id}:created`,
    properties: { code, voucherId: id, campaignId },
    occurredAt: now,
    acceptedAt: now,
    source: "engine",
  }));
  const awaited = events.flatMap(({ customerId, ...event }) =>
    customerId !== null && listening.has(event.workspaceId) ? [{ ...event, customerId }] : [],
  );
  await appendEvents(queryable, awaited);
  await appendQuietly(
    queryable,
    events.filter(({ customerId, workspaceId }) => customerId === null || !listening.has(workspaceId)),
  );
}
