import type { ReviewDecision } from "./run";

/** A person decided about an incentive that was held for them: the run that waits for it goes on. */
export const REVIEW_DECIDED_EVENT = "run.review_decided";

export type ReviewDecidedProperties = {
  reviewId: string;
  runId: string;
  stepId: string;
  visit: number;
  decision: ReviewDecision;
  /** Name of who decided */
  by: string;
  note: string;
};

/** The decision as a sentence: "Approved by Anna: a good customer". */
export function reviewWords(decision: ReviewDecision, by: string, note: string): string {
  const who = `${decision === "approved" ? "Approved" : "Refused"} by ${by}`;
  return note ? `${who}: ${note}` : who;
}
