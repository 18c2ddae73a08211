export const MESSAGE_STATUSES = ["queued", "sent", "delivered", "skipped", "failed", "unknown"] as const;
export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

export const MESSAGE_CHANNELS = ["email", "sms", "webhook"] as const;
export type MessageChannel = (typeof MESSAGE_CHANNELS)[number];

/**
 * Why a message was held back or lost. `words` completes "This message was not sent: ..." or says what it waits for; `about` stands in its place
 * where the stored reason names what it is about.
 */
export const MESSAGE_REASONS = {
  no_address: { label: "No address", words: "the customer has no address for this channel" },
  no_consent: {
    label: "No consent",
    words: "the customer has opted out, or never agreed, to marketing on this channel",
    about: "the customer has opted out of this topic on this channel",
  },
  run_ended: {
    label: "Run had ended",
    words: "the customer had already left the flow, for example by buying",
  },
  goal_reached: {
    label: "Goal reached",
    words: "the customer had reached the goal in the meantime, for example by buying",
  },
  agent_conversation: { label: "Talks with an agent", words: "the customer was talking with an agent" },
  flow_stopped: { label: "Flow stopped", words: "the flow was stopped" },
  flow_paused: { label: "Flow paused", words: "it waits until the flow is resumed" },
  too_late: { label: "Too late", words: "it could not be sent within the flow's limit for overdue messages" },
  capped: { label: "Frequency cap", words: "the customer has had as many messages as the cap allows" },
  quiet_hours: { label: "Quiet hours", words: "it fell into the customer's quiet hours" },
  no_channel: { label: "No channel", words: "no enabled connection is the default of this channel" },
  template_error: {
    label: "Template error",
    words: "the template could not be rendered with this customer's data",
  },
  retry: { label: "Trying again", words: "the last attempt failed and another one is planned" },
  rejected: { label: "Rejected", words: "the provider refused it" },
  gave_up: { label: "Gave up", words: "the provider could not be reached in any of the attempts" },
  interrupted: {
    label: "Answer lost",
    words: "the connection broke after the message was handed over, so it is not known whether it went out",
  },
  bounced: { label: "Bounced", words: "the receiving server sent it back" },
  complained: { label: "Complaint", words: "the customer marked it as spam" },
} as const;
export type MessageReason = keyof typeof MESSAGE_REASONS;

/** The code in front of a stored reason, which may carry the provider's own words after a colon. */
export function reasonCode(reason: string | null): MessageReason | null {
  const code = reason?.split(":", 1)[0] ?? "";
  return code in MESSAGE_REASONS ? (code as MessageReason) : null;
}
