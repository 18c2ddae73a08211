export const TIMELINE_KINDS = [
  "event",
  "entered",
  "refused",
  "waiting",
  "left",
  "moved",
  "outcome",
  "converted",
  "ended",
  "message",
  "voucher",
  "redemption",
] as const;
export type TimelineKind = (typeof TIMELINE_KINDS)[number];

/** One thing that happened to a customer, in words. `at` is ISO. What does not apply is absent. */
export type TimelineEntry = {
  /** Steady between reads, unique within the customer's timeline. */
  id: string;
  at: string;
  kind: TimelineKind;
  /** One sentence without a full stop. */
  title: string;
  /** Why, in words. */
  reason?: string;
  eventName?: string;
  runId?: string;
  flowId?: string;
  flowName?: string;
  stepId?: string;
  stepName?: string;
  stepType?: string;
  messageId?: string;
  code?: string;
  /** What it was decided on. Money in minor units. */
  facts?: Record<string, unknown>;
};
