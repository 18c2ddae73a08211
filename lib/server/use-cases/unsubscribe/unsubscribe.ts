import { systemClock } from "@/lib/server/clock";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { transaction } from "@/lib/server/db/pool";
import { optOut } from "./opt-out";
import { readLink } from "./read-link";

/**
 * Unsubscribes the customer of a link from its channel, at once and without asking (RFC 8058). The signed link is the permission; a
 * second time changes nothing.
 * @returns the shop's name and the channel; null for a link that this server did not make
 */
export async function unsubscribe(
  token: string,
  clock = systemClock,
): Promise<{ shop: string; channel: "email" | "sms" } | null> {
  const found = await readLink(token);
  if (!found) return null;
  const { workspaceId, customerId, channel } = found.link;
  const who = { workspaceId, customerId, channel, source: "unsubscribe link" };
  if (await transaction((client) => optOut(client, who, clock()))) wakeWorkers();
  return { shop: found.shop, channel };
}
