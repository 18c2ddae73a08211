import { refusesTopic } from "@/lib/domain/customer/consent";
import type { DeliveryFacts } from "@/lib/domain/message/may-send";
import { durationMs } from "@/lib/domain/time/duration";
import type { Delivery } from "@/lib/server/db/messages/load-deliveries";
import type { SendRules } from "@/lib/server/db/messages/load-send-rules";
import type { Scene } from "./scene";

/** What decides whether a message may go. */
export function factsOf(scene: Scene, delivery: Delivery, hasSender: boolean, now: Date): DeliveryFacts {
  const workspace = scene.workspaces.get(delivery.workspaceId);
  const settings = workspace?.settings;
  const rules = scene.rules.get(delivery.versionId);
  const { channel } = delivery;
  const consent = delivery.consent[channel]?.state;
  const quiet = rules?.quietHours.get(delivery.stepId);
  const topic = rules?.topics.get(delivery.stepId) ?? null;
  const refused = topic !== null && channel !== "webhook" && refusesTopic(delivery.consent, channel, topic);
  return {
    now: now.getTime(),
    channel,
    marketing: delivery.marketing,
    createdAt: delivery.createdAt.getTime(),
    sendBefore: delivery.sendBefore?.getTime() ?? null,
    attempts: delivery.attempts,
    runStatus: delivery.runStatus,
    walked: delivery.walked,
    goalReached: delivery.goalReached,
    flowStatus: delivery.flowStatus,
    flowId: delivery.flowId,
    pendingEvent: delivery.pendingEvent,
    withAgent: delivery.agentConversation && (rules?.exitOnAgentConversation ?? true),
    address: addressOf(delivery),
    consent: consent === "granted" || consent === "denied" ? consent : "unknown",
    consentPolicy: settings?.consentPolicy ?? "opt-in",
    refusedTopic: refused ? (workspace?.topics[topic] ?? topic) : null,
    workspaceCap: (channel !== "webhook" && settings?.caps[channel]) || null,
    flowCap: rules?.cap ? flowCapOf(rules.cap) : null,
    capPolicy: settings?.capPolicy ?? "skip",
    recent: scene.recent.get(delivery.customerId) ?? [],
    quietHours: quiet === "ignore" ? null : (settings?.quietHours ?? null),
    quietHoursPolicy: quiet === "ignore" ? "defer" : (quiet ?? settings?.quietHoursPolicy ?? "defer"),
    zone: delivery.timeZone ?? workspace?.timeZone ?? "UTC",
    hasConnection: channel === "webhook" || hasSender,
  };
}

function flowCapOf({ count, per, policy }: NonNullable<SendRules["cap"]>): DeliveryFacts["flowCap"] {
  const own = policy === "skip" || policy === "hold" ? { policy } : {};
  return { count, periodMs: durationMs(per), ...own };
}

function addressOf({ channel, email, phone, context }: Delivery): string | null {
  if (channel === "webhook") return context.webhook?.url ?? null;
  return channel === "email" ? email : phone;
}
