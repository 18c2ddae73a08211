import { v7 } from "uuid";
import { consentKey } from "@/lib/domain/customer/consent";
import type { CustomerUpdatedProperties } from "@/lib/domain/event/internal";
import { shardOf } from "@/lib/domain/shard";
import { appendEvents } from "@/lib/server/db/events/append-events";
import { denyConsent } from "@/lib/server/db/messages/deny-consent";
import type { Queryable } from "@/lib/server/db/pool";

/**
 * Notes that a customer wants no more marketing on a channel, or none of a topic, and puts it on their log, so that flows end for them. Both in the
 * caller's transaction. Saying it twice says it once.
 * @returns whether it is news; then call `wakeWorkers()` after the commit
 */
export async function optOut(
  queryable: Queryable,
  who: {
    workspaceId: string;
    customerId: string;
    channel: "email" | "sms";
    /** The key of what they want no more of; null is everything on the channel. */
    topic: string | null;
    source: string;
  },
  now: Date,
): Promise<boolean> {
  const { workspaceId, customerId, channel, topic, source } = who;
  const key = consentKey(channel, topic);
  const shard = shardOf(customerId);
  if (!(await denyConsent(queryable, { workspaceId, shard, customerId, key, source, now }))) return false;
  const properties: CustomerUpdatedProperties = {
    source,
    changed: [`consent.${key}`],
    consent: { [key]: "denied" },
  };
  await appendEvents(queryable, [
    {
      shard,
      workspaceId,
      customerId,
      name: "customer.updated",
      messageId: v7(),
      properties,
      occurredAt: now,
      acceptedAt: now,
      source: "engine",
    },
  ]);
  return true;
}
