/**
 * Internal events by which the delivery of a message reports back on the log. Their messageId is `message:<id>:<result>`, so that
 * a repeated report is accepted once. The engine counts the result on the step that sent.
 */
export const MESSAGE_RESULT_EVENT = "message.result";

export type MessageResult =
  | "sent"
  | "skipped"
  | "failed"
  | "unknown"
  | "delivered"
  | "bounced"
  | "opened"
  | "clicked";

/** Properties of a `message.result` event. */
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
