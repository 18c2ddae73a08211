import { z } from "zod";
import { conditionGroup, NO_CONDITION } from "@/lib/domain/condition/condition";
import { topicKey } from "@/lib/domain/customer/consent";
import type { Issue } from "@/lib/domain/errors";

export const DISTRIBUTION_CHANNELS = ["email", "sms", "webhook"] as const;
export type DistributionChannel = (typeof DISTRIBUTION_CHANNELS)[number];

/** Who is given a code: whoever belongs to a segment, or whoever an event happens to. */
const audience = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("segment"), segmentId: z.uuid().nullable().default(null) }),
  z.strictObject({
    kind: z.literal("event"),
    eventName: z.string().max(120).default(""),
    filter: conditionGroup.default(NO_CONDITION),
  }),
]);
export type Audience = z.output<typeof audience>;

/** What the wizard has been told so far. Any half-filled one may be saved; going live asks for the rest. */
export const distributionSetup = z.strictObject({
  /** automatic: whenever a customer enters the segment or the event happens. manual: once, to who belongs to the segment now. */
  type: z.enum(["automatic", "manual"]).default("automatic"),
  channel: z.enum(DISTRIBUTION_CHANNELS).nullable().default(null),
  audience: audience.default({ kind: "segment", segmentId: null }),
  /** Of an automatic one: also reach who belongs to the segment when it goes live. */
  members: z.boolean().default(false),
  /** The marketing permission a customer must have given; others are refused before a code is taken. */
  permission: z.enum(["none", "email", "sms"]).default("none"),
  /** What the message is about, by the topic's key: whoever opted out of it on its channel is not written to, and refused where its permission is asked for. */
  topic: topicKey.nullable().default(null),
  /** once: each customer one time. again: each time, at most once a day. */
  repeat: z.enum(["once", "again"]).default("once"),
  campaignId: z.uuid().nullable().default(null),
  /** Of the channel; for webhooks the address counts instead. */
  templateId: z.uuid().nullable().default(null),
  /** Where a webhook distribution posts the customer, the cart and the code as JSON. */
  webhookUrl: z.string().trim().max(2000).default(""),
});
export type DistributionSetup = z.output<typeof distributionSetup>;

/** Whether customers who belong to the segment when it goes live are reached. */
export function reachesMembers({ type, audience, members }: DistributionSetup): boolean {
  return audience.kind === "segment" && (type === "manual" || members);
}

/** What is still to be said before the distribution can go live, in the order of the wizard. `path` is the setup's field. */
export function missingFrom(setup: DistributionSetup): Issue[] {
  const missing: Issue[] = [];
  const need = (path: keyof DistributionSetup, message: string, fix: string) =>
    missing.push({ path, message, fix });
  const { audience } = setup;
  if (setup.channel === null) need("channel", "No channel is chosen.", "Choose e-mail, SMS or webhook.");
  if (audience.kind === "segment" && audience.segmentId === null)
    need("audience", "No audience is chosen.", "Choose a segment, or create one here.");
  if (audience.kind === "event" && audience.eventName === "")
    need("audience", "No audience is chosen.", "Choose the event that earns a customer a code.");
  if (audience.kind === "event" && setup.type === "manual")
    need("audience", "A manual distribution goes to a segment.", "Choose a segment, or make it automatic.");
  if (setup.campaignId === null)
    need("campaignId", "No campaign is chosen.", "Choose the campaign that the codes come from.");
  if (setup.channel === "webhook" && !/^https?:\/\/\S+$/.test(setup.webhookUrl))
    need("webhookUrl", "The webhook has no full address.", "Write one that starts with https://.");
  if (setup.channel !== "webhook" && setup.templateId === null)
    need("templateId", "There is no message.", "Choose a message, or write one.");
  return missing;
}
