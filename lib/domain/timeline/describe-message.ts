import type { TimelineEntry } from "./entry";
import { outcomeReasonWords } from "./reason-words";

/** One message row. `createdAt` in epoch ms: the moment it was decided to send it. */
export type LoggedMessage = {
  id: string;
  runId: string;
  flowId: string;
  flowName: string;
  stepId: string;
  channel: string;
  status: string;
  reason: string | null;
  recipient: string | null;
  subject: string | null;
  marketing: boolean;
  createdAt: number;
};

const NOW: Record<string, string> = {
  queued: "Waiting to be sent",
  sent: "Sent",
  delivered: "Delivered",
  skipped: "Not sent",
  failed: "Could not be sent",
  unknown: "The provider's answer was lost: it may or may not have been sent, and is not sent again",
};

/** The decision to send something, and what has become of it. */
export function describeMessage(message: LoggedMessage): TimelineEntry {
  const what = message.channel === "sms" ? "SMS" : message.channel === "webhook" ? "Webhook call" : "E-mail";
  const subject = message.subject ? ` “${message.subject}”` : "";
  const state = NOW[message.status] ?? message.status;
  return {
    id: `message:${message.id}`,
    at: new Date(message.createdAt).toISOString(),
    kind: "message",
    title: `${what}${subject} handed to delivery${message.recipient ? `, to ${message.recipient}` : ""}`,
    reason: message.reason ? `${state}: ${outcomeReasonWords(message.reason)}` : state,
    messageId: message.id,
    runId: message.runId,
    flowId: message.flowId,
    flowName: message.flowName,
    stepId: message.stepId,
    facts: { status: message.status, channel: message.channel, marketing: message.marketing },
  };
}
