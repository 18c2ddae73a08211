import { parse as uuidBytes, stringify as uuidText } from "uuid";
import { signToken, unverifiedPayload, verifyToken } from "./signed-token";

const CHANNELS = ["email", "sms"] as const;

/** Who wants no more of what: the customer, on one channel, of one topic or of all, and the message they said it from. */
export type UnsubscribeLink = {
  workspaceId: string;
  customerId: string;
  messageId: string;
  channel: (typeof CHANNELS)[number];
  /** The key of what the message was about; null when it was about none, or is from before there were topics. */
  topic: string | null;
};
/** A link in a message and where it leads. */
export type ClickLink = { workspaceId: string; messageId: string; url: string };

/** The token of an unsubscribe link, which never expires: old mails must keep their way out. */
export function unsubscribeToken(secret: string, link: UnsubscribeLink): string {
  const payload = Buffer.concat([
    uuidBytes(link.workspaceId),
    uuidBytes(link.customerId),
    uuidBytes(link.messageId),
    Uint8Array.of(CHANNELS.indexOf(link.channel)),
    Buffer.from(link.topic ?? "", "utf8"),
  ]);
  return signToken(secret, "unsubscribe", payload);
}

/** What an unsubscribe token says, when this secret made it. */
export function readUnsubscribeToken(secret: string, token: string): UnsubscribeLink | null {
  const payload = verifyToken(secret, "unsubscribe", token);
  if (!payload || payload.length < 49) return null;
  const channel = CHANNELS[payload[48] ?? -1];
  if (!channel) return null;
  return {
    workspaceId: uuidAt(payload, 0),
    customerId: uuidAt(payload, 16),
    messageId: uuidAt(payload, 32),
    channel,
    topic: payload.subarray(49).toString("utf8") || null,
  };
}

/** The token of a click redirect. */
export function clickToken(secret: string, link: ClickLink): string {
  const payload = Buffer.concat([
    uuidBytes(link.workspaceId),
    uuidBytes(link.messageId),
    Buffer.from(link.url, "utf8"),
  ]);
  return signToken(secret, "click", payload);
}

/** What a click token says, when this secret made it. */
export function readClickToken(secret: string, token: string): ClickLink | null {
  const payload = verifyToken(secret, "click", token);
  if (!payload || payload.length <= 32) return null;
  return {
    workspaceId: uuidAt(payload, 0),
    messageId: uuidAt(payload, 16),
    url: payload.subarray(32).toString("utf8"),
  };
}

/** The workspace a token claims to be of; not to be believed before it is read with that workspace's secret. */
export function workspaceOfToken(token: string): string | null {
  const payload = unverifiedPayload(token);
  return payload && payload.length >= 16 ? uuidAt(payload, 0) : null;
}

function uuidAt(bytes: Uint8Array, offset: number): string {
  // Any 16 bytes may come; uuid's own stringify refuses what is no RFC 9562 id, which here simply finds nothing.
  try {
    return uuidText(bytes.subarray(offset, offset + 16));
  } catch {
    return "00000000-0000-0000-0000-000000000000";
  }
}
