import { consentKey } from "@/lib/domain/customer/consent";
import { withDetails } from "@/lib/domain/customer/identity-plan";
import type { UnsubscribeLink } from "@/lib/server/channels/link-tokens";
import { systemClock } from "@/lib/server/clock";
import { readProfiles } from "@/lib/server/db/customers/read-profiles";
import { updateCustomers } from "@/lib/server/db/customers/resolve-writes";
import { appendEvents } from "@/lib/server/db/events/append-events";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { transaction } from "@/lib/server/db/pool";
import { readOfferedTopics } from "@/lib/server/db/topics/read-offered-topics";
import { updatedEvent } from "@/lib/server/use-cases/customers/updated-event";

const SOURCE = "preferences page";

/**
 * Writes what a customer chose on the page of their link: yes to these topics of its channel and no to the others that were offered, the channel
 * with them where it was off. Whoever chooses none wants nothing at all on the channel.
 * @param wanted keys; what was not offered is left out
 * @returns whether they want anything
 */
export async function savePreferences(
  link: UnsubscribeLink,
  wanted: ReadonlySet<string>,
  clock = systemClock,
): Promise<boolean> {
  const { workspaceId, customerId, channel, topic } = link;
  const now = clock();
  const [changed, any] = await transaction(async (client) => {
    const offered = await readOfferedTopics(client, workspaceId, topic);
    const before = (await readProfiles(client, workspaceId, [customerId], { lock: true })).get(customerId);
    const some = offered.some(({ key }) => wanted.has(key));
    // Erased since the message was sent: there is nobody to write to.
    if (!before) return [false, some];
    const consent: Record<string, "granted" | "denied"> = {};
    if (!some) consent[channel] = "denied";
    else {
      if (before.consent[channel]?.state === "denied") consent[channel] = "granted";
      for (const { key } of offered) {
        const said = consentKey(channel, key);
        if (!wanted.has(key)) consent[said] = "denied";
        else if (before.consent[said]?.state === "denied") consent[said] = "granted";
      }
    }
    const { profile, fields } = withDetails(before, { consent }, now.toISOString(), SOURCE);
    if (fields.length === 0) return [false, some];
    await updateCustomers(client, workspaceId, [profile], { now });
    await appendEvents(client, [updatedEvent(workspaceId, profile, fields, { source: SOURCE, at: now })]);
    return [true, some];
  });
  if (changed) wakeWorkers();
  return any;
}
