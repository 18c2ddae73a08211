import type { InternalEventName } from "@/lib/domain/event/internal";

/**
 * Internal events by which the delivery of a message reports back on the log. Their messageId is `message:<id>:<result>`, so that
 * a repeated report is accepted once. The engine counts the result on the step that sent.
 */
const OTHER_RESULTS = "message.result";

export type MessageResult =
  | "sent"
  | "skipped"
  | "failed"
  | "unknown"
  | "delivered"
  | "bounced"
  | "opened"
  | "clicked";

/** Properties of an event that reports a message's result. */
export type MessageResultProperties = {
  messageId: string;
  runId: string;
  flowId: string;
  versionId: string;
  stepId: string;
  channel: "email" | "sms" | "webhook";
  result: MessageResult;
  /** Why, for skipped and failed: no_consent, run_ended, too_late, ... */
  reason?: string;
};

const NAMED: Partial<Record<`${MessageResultProperties["channel"]} ${MessageResult}`, InternalEventName>> = {
  "email sent": "customer.email.sent",
  "email failed": "customer.email.failed",
  "sms sent": "customer.sms.sent",
  "sms failed": "customer.sms.failed",
};

/** The names under which results of messages stand on the log: four that people may choose, and one for all the others. */
export const MESSAGE_RESULT_EVENTS: readonly string[] = [...Object.values(NAMED), OTHER_RESULTS];

/** The name of the event that tells of this result. */
export function resultEventName(channel: MessageResultProperties["channel"], result: MessageResult): string {
  return NAMED[`${channel} ${result}`] ?? OTHER_RESULTS;
}

/** The name by which the log tells it once more where a distribution sent the message; null where it has none. */
export function distributionEventName(
  channel: MessageResultProperties["channel"],
  result: MessageResult,
): InternalEventName | null {
  if (channel === "webhook" || (result !== "sent" && result !== "failed")) return null;
  return `distribution.${channel}.${result}`;
}
