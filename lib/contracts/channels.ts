import { z } from "zod";
import { CONNECTION_SCHEMAS, PROVIDERS } from "@/lib/domain/message/connection";
import { contract } from "./contract";
import { pageOf } from "./paging";

const TAG = "Channels";
const name = z.string().trim().min(1, "Give it a name.").max(120);
const byId = z.object({ id: z.uuid() });
const { smtp, resend, twilio, http } = CONNECTION_SCHEMAS;

/** A provider account, without its secrets. */
export const channelConnection = z.object({
  id: z.uuid(),
  channel: z.enum(["email", "sms"]),
  provider: z.enum(Object.keys(PROVIDERS) as [keyof typeof PROVIDERS, ...(keyof typeof PROVIDERS)[]]),
  name: z.string(),
  config: z.record(z.string(), z.unknown()),
  /** Names of the secrets that are set. The secrets themselves are never shown again. */
  secretsSet: z.array(z.string()),
  isDefault: z.boolean(),
  enabled: z.boolean(),
  /** Where the provider reports deliveries to; null where it reports none. */
  webhookUrl: z.string().nullable(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
});

const fresh = <P extends string, C extends z.ZodType, S extends z.ZodType>(
  provider: P,
  config: C,
  secrets: S,
) =>
  z.strictObject({
    provider: z.literal(provider),
    name,
    config,
    secrets,
    isDefault: z.boolean().default(false),
  });

/** A new connection, by provider. */
export const newConnection = z.discriminatedUnion("provider", [
  fresh("smtp", smtp.config, smtp.secrets.prefault({})),
  fresh("resend", resend.config, resend.secrets),
  fresh("twilio", twilio.config, twilio.secrets),
  fresh("http", http.config, http.secrets.prefault({})),
]);

export const listChannelsContract = contract({
  method: "GET",
  path: "/api/v1/channels",
  summary: "List the connections that messages are sent through",
  tag: TAG,
  access: "read",
  response: pageOf(channelConnection),
});

export const createChannelContract = contract({
  method: "POST",
  path: "/api/v1/channels",
  summary: "Connect a provider. The first connection of a channel becomes its default",
  tag: TAG,
  access: "channels:write",
  body: newConnection,
  response: channelConnection,
  status: 201,
});

export const getChannelContract = contract({
  method: "GET",
  path: "/api/v1/channels/{id}",
  summary: "Read a connection",
  tag: TAG,
  access: "read",
  params: byId,
  response: channelConnection,
});

export const updateChannelContract = contract({
  method: "PATCH",
  path: "/api/v1/channels/{id}",
  summary:
    "Change a connection: its settings as a whole, single secrets, whether it is on, whether it is the default",
  tag: TAG,
  access: "channels:write",
  params: byId,
  body: z.strictObject({
    name: name.optional(),
    config: z.record(z.string(), z.unknown()).optional(),
    /** Only the ones given are changed; "" removes one. */
    secrets: z.record(z.string().max(60), z.string().max(2000)).optional(),
    enabled: z.boolean().optional(),
    isDefault: z.literal(true).optional(),
  }),
  response: channelConnection,
});

export const deleteChannelContract = contract({
  method: "DELETE",
  path: "/api/v1/channels/{id}",
  summary: "Remove a connection and its secrets. Messages on their way wait for another default",
  tag: TAG,
  access: "channels:write",
  params: byId,
  response: z.object({ deleted: z.literal(true) }),
});

export const testChannelContract = contract({
  method: "POST",
  path: "/api/v1/channels/{id}/test",
  summary: "Send a short test message through a connection, now, and show the provider's answer",
  tag: TAG,
  access: "channels:write",
  params: byId,
  body: z.strictObject({ to: z.string().trim().min(3).max(254) }),
  response: z.object({ outcome: z.enum(["accepted", "rejected", "retry", "unknown"]), answer: z.string() }),
});

export const channelContracts = [
  listChannelsContract,
  createChannelContract,
  getChannelContract,
  updateChannelContract,
  deleteChannelContract,
  testChannelContract,
];
