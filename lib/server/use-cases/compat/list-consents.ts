import type { compatListConsents } from "@/lib/contracts/compat-extras";
import { CONSENT_CHANNELS, consentKey } from "@/lib/domain/customer/consent";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listShape } from "@/lib/server/compat/list-shape";
import { pool } from "@/lib/server/db/pool";
import { readOfferedTopics } from "@/lib/server/db/topics/read-offered-topics";

const CHANNEL_NAMES = { email: "E-mail", sms: "SMS" } as const;

/** What customers may agree to: each channel, and each topic in use on it, in one group per channel. Ids are the names that consent has here. */
export async function listConsents({ actor }: CompatCall<typeof compatListConsents>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const topics = await readOfferedTopics(pool(), actor.workspaceId, null);
  const groups = CONSENT_CHANNELS.map((channel) => ({
    channel,
    consents: [
      {
        id: channel as string,
        name: CHANNEL_NAMES[channel],
        description: `Marketing by ${CHANNEL_NAMES[channel]}`,
        category: "MARKETING",
        created_at: null as string | null,
        object: "consent",
      },
      ...topics.map(({ key, name, description, createdAt }) => ({
        id: consentKey(channel, key),
        name: `${name} by ${CHANNEL_NAMES[channel]}`,
        description,
        category: "MARKETING",
        created_at: createdAt.toISOString(),
        object: "consent",
      })),
    ],
  }));
  const shown = groups.map(({ channel, consents }) => ({
    id: channel,
    name: CHANNEL_NAMES[channel],
    description: "",
    consents: consents.map(({ id }) => id),
    created_at: null,
    object: "consent_group",
  }));
  const consents = groups.flatMap((group) => group.consents);
  return {
    status: 200,
    body: {
      groups: listShape("data", shown, shown.length),
      consents: listShape("data", consents, consents.length),
    },
  };
}
