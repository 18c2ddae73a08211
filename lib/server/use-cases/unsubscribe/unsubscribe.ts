import type { UnsubscribeLink } from "@/lib/server/channels/link-tokens";
import { systemClock } from "@/lib/server/clock";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { transaction } from "@/lib/server/db/pool";
import { optOut } from "./opt-out";

/**
 * Unsubscribes the customer of a link at once and without asking (RFC 8058): from its topic, or from all marketing on its channel. The signed
 * link is the permission; a second time changes nothing.
 */
export async function unsubscribe(
  link: UnsubscribeLink,
  from: "topic" | "channel",
  clock = systemClock,
): Promise<void> {
  const { workspaceId, customerId, channel } = link;
  const topic = from === "topic" ? link.topic : null;
  const who = { workspaceId, customerId, channel, topic, source: "unsubscribe link" };
  if (await transaction((client) => optOut(client, who, clock()))) wakeWorkers();
}
