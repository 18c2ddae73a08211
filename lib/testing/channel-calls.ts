import type { OpenConnection, OutgoingMessage } from "@/lib/server/channels/channel";
import { unsubscribeHeaders } from "@/lib/server/channels/mail-headers";

/** A message as the channels are given it. */
export const MESSAGE: OutgoingMessage = {
  id: "0190a1b2-0000-7000-8000-0000000000aa",
  to: "ann@shop.example",
  subject: "Grüße, Ann",
  html: "<p>Hello <b>Ann</b></p>",
  text: "Hello Ann",
  headers: unsubscribeHeaders("https://app.example/u/token"),
};

/** Who sends it, with a name that has to be quoted. */
export const SENDER = {
  fromName: 'Harbour "Goods"',
  fromAddress: "shop@harbour.example",
  replyTo: "help@harbour.example",
};

/** A connection of a provider, its secrets open. */
export function connection(
  provider: OpenConnection["provider"],
  config: object,
  secrets: Record<string, string> = {},
): OpenConnection {
  return {
    id: crypto.randomUUID(),
    workspaceId: crypto.randomUUID(),
    provider,
    name: provider,
    config: { ...config },
    secrets,
  };
}
