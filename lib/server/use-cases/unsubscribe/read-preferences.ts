import { consentTo, refusesTopic } from "@/lib/domain/customer/consent";
import type { UnsubscribeLink } from "@/lib/server/channels/link-tokens";
import { readProfiles } from "@/lib/server/db/customers/read-profiles";
import { pool } from "@/lib/server/db/pool";
import { readOfferedTopics } from "@/lib/server/db/topics/read-offered-topics";
import type { Preferences } from "./preferences";

/** What the customer of a link said and may choose among. Somebody who was erased said nothing. */
export async function readPreferences(link: UnsubscribeLink, shop: string): Promise<Preferences> {
  const { workspaceId, customerId, channel, topic } = link;
  const topics = await readOfferedTopics(pool(), workspaceId, topic);
  const profiles = await readProfiles(pool(), workspaceId, [customerId], { lock: false });
  const consent = profiles.get(customerId)?.consent ?? {};
  return {
    shop,
    channel,
    off: consentTo(consent, channel, null) === "denied",
    about: topics.some(({ key }) => key === topic) ? topic : null,
    topics: topics.map(({ key, name, description }) => ({
      key,
      name,
      description,
      refused: refusesTopic(consent, channel, key),
    })),
  };
}
