import { z } from "zod";
import { refusesTopic, topicKey } from "@/lib/domain/customer/consent";
import type { Issue } from "@/lib/domain/errors";
import { type CapState, capFreeAt, judgeCaps } from "@/lib/domain/message/judge-caps";
import { durationMs } from "@/lib/domain/time/duration";
import { insideWindow, nextLocalTime } from "@/lib/domain/time/local";
import type { Channel } from "./facts";
import { awaitDelivery, type Failover } from "./failover";
import type { Decision, Names, References, StepContext } from "./step-definition";

/** What a message step does in quiet hours: as the workspace says, or put off, leave out or send whatever it says. */
export const stepQuietHours = z.enum(["workspace", "defer", "skip", "ignore"]).default("workspace");
export type StepQuietHours = z.output<typeof stepQuietHours>;

/** What a message is about, by the topic's key; null asks for consent to the channel alone. */
export const stepTopic = topicKey.nullable().default(null);

type SendSettings = {
  templateId: string;
  transactional: boolean;
  topic: string | null;
  quietHours: StepQuietHours;
  failover: Failover;
};

/**
 * Whether a message goes out now, later or not at all. Every "not" is an outcome of its own on the step: no_address, no_consent,
 * quiet_hours, capped, late. The delivery asks the same of the database again right before the provider is called.
 */
export function sendMessage(channel: Channel, settings: SendSettings, context: StepContext): Decision {
  const { customer, workspace, now, dueAt, zone, settings: flow, run, input } = context;
  const waiting = awaitDelivery(settings.failover, context);
  if (waiting) return waiting;
  // What becomes of another step's message says nothing about this one, which is still held back.
  if (input.kind === "event" && run.wakeAt !== null && run.wakeAt > now)
    return { kind: "stay", until: run.wakeAt, reason: "Still held back" };
  const skip = (why: string, reason: string): Decision => ({
    kind: "go",
    port: settings.failover ? "not_delivered" : "next",
    outcome: `skipped:${why}`,
    reason,
    ...(run.context.vouchers.length > 0 ? { context: { withheld: true } } : {}),
  });
  // An event that finds a message held back says nothing of when that was to go out.
  const overdue = now - (input.kind === "event" ? (run.wakeAt ?? now) : dueAt);

  if (!(channel === "email" ? customer.email : customer.phone)) {
    return skip(
      "no_address",
      channel === "email" ? "The customer has no e-mail address" : "The customer has no phone number",
    );
  }
  if (overdue > durationMs(flow.lateLimit))
    return skip("late", "The send was overdue by more than the flow's limit");
  if (!settings.transactional) {
    // Somebody may have come in while they talked: that tells no event.
    if (flow.exitOnAgentConversation && customer.agentConversation)
      return { kind: "end", status: "exited", reason: "agent_conversation" };
    const state = customer.consent[channel]?.state ?? "unknown";
    if (state === "denied") return skip("no_consent", `The customer has opted out of ${channel}`);
    if (state === "unknown" && workspace.settings.consentPolicy === "opt-in")
      return skip("no_consent", `The customer has not agreed to ${channel}`);
    const { topic } = settings;
    if (topic !== null && refusesTopic(customer.consent, channel, topic))
      return skip("no_consent", `The customer has opted out of ${topicOf(workspace, topic)} by ${channel}`);

    const quiet = workspace.settings.quietHours;
    if (
      quiet &&
      settings.quietHours !== "ignore" &&
      input.kind !== "skip" &&
      insideWindow(now, quiet, zone)
    ) {
      const own = settings.quietHours === "workspace" ? null : settings.quietHours;
      if ((own ?? workspace.settings.quietHoursPolicy) === "skip")
        return skip("quiet_hours", `Quiet hours are ${quiet.from} to ${quiet.until}`);
      return {
        kind: "stay",
        until: nextLocalTime(now, quiet.until, null, zone),
        outcome: "deferred:quiet_hours",
        reason: `Quiet hours until ${quiet.until}`,
      };
    }
    const capped = judgeCaps(capStates(channel, context), now);
    if (capped?.kind === "skip")
      return skip("capped", "The customer has had as many messages as the cap allows");
    if (capped)
      return {
        kind: "stay",
        until: capped.until,
        outcome: "deferred:capped",
        reason: "Holding for the next free slot of the cap",
      };
  }
  const limit = durationMs(flow.lateLimit);
  const until = settings.failover ? now + durationMs(settings.failover.within) : null;
  const handed = {
    outcome: "queued",
    reason: channel === "email" ? "E-mail handed to delivery" : "SMS handed to delivery",
    effects: [
      {
        kind: "message" as const,
        channel,
        templateId: settings.templateId,
        marketing: !settings.transactional,
        // Once the customer has gone another way, the message must not come after all.
        sendBefore: until === null ? now + limit : Math.min(now + limit, until - 1),
      },
    ],
  };
  if (until === null) return { kind: "go", port: "next", ...handed };
  return { kind: "stay", until, ...handed, context: { awaiting: { visit: run.visit, at: now } } };
}

/** A topic as people call it. */
function topicOf({ topics }: StepContext["workspace"], key: string): string {
  return `“${topics[key] ?? key}”`;
}

function capStates(
  channel: Channel,
  { recentMessages, workspace, settings, run, now }: StepContext,
): CapState[] {
  const { caps, capPolicy } = workspace.settings;
  const { cap } = settings;
  const ofChannel = recentMessages.filter((message) => message.channel === channel);
  const ofFlow = recentMessages.filter((message) => message.flowId === run.flowId);
  return [
    { freeAt: capFreeAt(ofChannel, caps[channel], now), policy: capPolicy },
    {
      freeAt: capFreeAt(ofFlow, cap && { count: cap.count, periodMs: durationMs(cap.per) }, now),
      policy: cap && cap.policy !== "workspace" ? cap.policy : capPolicy,
    },
  ];
}

/** Problems of a message step's template. */
export function checkTemplate(channel: Channel, templateId: string, references: References): Issue[] {
  const template = references.templates.get(templateId);
  const what = channel === "email" ? "e-mail" : "SMS";
  if (!template || template.channel !== channel)
    return [
      {
        path: "templateId",
        message: `This ${what} template does not exist any more.`,
        fix: "Choose another template.",
      },
    ];
  if (!template.published)
    return [
      {
        path: "templateId",
        message: `The template "${template.name}" is not published.`,
        fix: "Open it, mend what it lists and publish it.",
      },
    ];
  if (!references.channels.has(channel))
    return [
      { path: "", message: `No ${what} channel is connected.`, fix: "Connect one under Settings, Channels." },
    ];
  return [];
}

/** Problems of a message step's topic. */
export function checkTopic(topic: string | null, { topics }: References, path = "topic"): Issue[] {
  if (topic === null) return [];
  const known = topics.get(topic);
  if (!known)
    return [
      {
        path,
        message: `There is no topic “${topic}”.`,
        fix: "Choose another topic, or make it under Settings, Topics.",
      },
    ];
  if (!known.archived) return [];
  return [
    {
      path,
      message: `The topic “${known.name}” is archived.`,
      fix: "Choose another topic, or bring it back under Settings, Topics.",
    },
  ];
}

/** A message step in words: its subject, or its template's name. */
export function describeMessage(
  what: string,
  draft: Record<string, unknown>,
  names: Names,
): { title: string; detail: string } {
  const template =
    typeof draft.templateId === "string" && draft.templateId ? names.template(draft.templateId) : null;
  if (!template)
    return { title: `Send ${what === "SMS" ? "an SMS" : "an e-mail"}`, detail: "Choose a template" };
  return { title: `${what}: ${template.name}`, detail: template.subject || "No subject" };
}
