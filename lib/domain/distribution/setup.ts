import { z } from "zod";
import { conditionGroup, NO_CONDITION } from "@/lib/domain/condition/condition";
import type { Issue } from "@/lib/domain/errors";

export const DISTRIBUTION_CHANNELS = ["email", "sms", "webhook"] as const;
export type DistributionChannel = (typeof DISTRIBUTION_CHANNELS)[number];

/** Who is given a code: whoever an event happens to. */
const audience = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("event"),
    eventName: z.string().max(120).default(""),
    filter: conditionGroup.default(NO_CONDITION),
  }),
]);

/** What the wizard has been told so far. Any half-filled one may be saved; going live asks for the rest. */
export const distributionSetup = z.strictObject({
  channel: z.enum(DISTRIBUTION_CHANNELS).nullable().default(null),
  audience: audience.default({ kind: "event", eventName: "", filter: NO_CONDITION }),
  /** The marketing permission a customer must have given; others are refused before a code is taken. */
  permission: z.enum(["none", "email", "sms"]).default("none"),
  /** once: each customer one time. again: each time, at most once a day. */
  repeat: z.enum(["once", "again"]).default("once"),
  campaignId: z.uuid().nullable().default(null),
  /** Of the channel; for webhooks the address counts instead. */
  templateId: z.uuid().nullable().default(null),
  /** Where a webhook distribution posts the customer, the cart and the code as JSON. */
  webhookUrl: z.string().trim().max(2000).default(""),
});
export type DistributionSetup = z.output<typeof distributionSetup>;

/** What is still to be said before the distribution can go live, in the order of the wizard. `path` is the setup's field. */
export function missingFrom(setup: DistributionSetup): Issue[] {
  const missing: Issue[] = [];
  const need = (path: keyof DistributionSetup, message: string, fix: string) =>
    missing.push({ path, message, fix });
  if (setup.channel === null) need("channel", "No channel is chosen.", "Choose e-mail, SMS or webhook.");
  if (setup.audience.eventName === "")
    need("audience", "No audience is chosen.", "Choose the event that earns a customer a code.");
  if (setup.campaignId === null)
    need("campaignId", "No campaign is chosen.", "Choose the campaign that the codes come from.");
  if (setup.channel === "webhook" && !/^https?:\/\/\S+$/.test(setup.webhookUrl))
    need("webhookUrl", "The webhook has no full address.", "Write one that starts with https://.");
  if (setup.channel !== "webhook" && setup.templateId === null)
    need("templateId", "There is no message.", "Choose a message, or write one.");
  return missing;
}
