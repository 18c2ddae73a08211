import { z } from "zod";
import { type ConditionGroup, conditionGroup, NO_CONDITION } from "@/lib/domain/condition/condition";
import { describeConditions } from "@/lib/domain/condition/describe";
import { holds } from "@/lib/domain/condition/evaluate";
import { scopeOf } from "@/lib/domain/flow/scope";
import type { Decision, ReviewEffect, StepContext } from "@/lib/domain/flow/step-definition";
import { describeDuration, duration, durationMs } from "@/lib/domain/time/duration";

/** When a person is asked before a code is given, and how long they have. */
export const reviewConfig = z
  .object({
    ask: z.enum(["never", "when"]).default("never"),
    when: conditionGroup.default(NO_CONDITION),
    /** Those who had a recovery discount within the workspace's period are asked about too, instead of being refused. */
    capped: z.boolean().default(false),
    within: duration
      .refine(({ value }) => value > 0, "Give people some time to decide.")
      .default({ value: 24, unit: "hours" }),
  })
  .refine(({ ask, when, capped }) => ask === "never" || capped || when.conditions.length > 0, {
    path: ["when"],
    error: "Add a condition, or ask about customers who had a recovery discount.",
  });
export type ReviewConfig = z.output<typeof reviewConfig>;

type Asking = { campaignId: string; reuse: string; review: ReviewConfig };

/** What a review makes of a visit before a code is asked for: it waits, or leaves by `held`; null where nothing is in the way of a code. */
export function heldBefore({ campaignId, reuse, review }: Asking, context: StepContext): Decision | null {
  const { run, now } = context;
  const asked = run.context.review?.visit === run.visit ? run.context.review : null;
  if (asked?.decided?.as === "approved") return null;
  if (asked?.decided) return { kind: "go", port: "held", reason: `Refused by ${asked.decided.by}` };
  if (review.ask === "never") return null;
  if (asked && now >= run.stepEnteredAt + durationMs(review.within))
    return {
      kind: "go",
      port: "held",
      outcome: "review:expired",
      reason: `Nobody decided within ${describeDuration(review.within)}`,
    };
  if (review.when.conditions.length === 0 || (reuse === "run" && hasUsableCode(context, campaignId)))
    return null;
  return holds(review.when, scopeOf(context, null))
    ? hold(campaignId, review, context, "condition", conditionReason(review.when))
    : null;
}

/** Whether a person is asked about somebody whom the cap refuses. They are asked once a visit. */
export function asksInsteadOfCap({ ask, capped }: ReviewConfig, { run }: StepContext): boolean {
  return ask === "when" && capped && !run.context.review?.decided;
}

/** Lets the run wait for a person. Looked at again before they decided, it is the same review, with what is true now. */
export function hold(
  campaignId: string,
  { capped, within }: ReviewConfig,
  { run }: StepContext,
  cause: ReviewEffect["cause"],
  reason: string,
): Decision {
  const expiresAt = run.stepEnteredAt + durationMs(within);
  const again = run.context.review?.visit === run.visit;
  return {
    kind: "stay",
    until: expiresAt,
    reason: `Held for a person's decision: ${reason}`,
    ...(again ? {} : { outcome: "review:asked" }),
    context: { review: { visit: run.visit, pastCap: capped } },
    effects: [{ kind: "review", campaignId, cause, reason, expiresAt }],
  };
}

/** Whether the run has a code of the campaign in hand that can still be used: to show it again gives nothing away. */
function hasUsableCode({ run, now }: StepContext, campaignId: string): boolean {
  return run.context.vouchers.some(
    (voucher) =>
      voucher.campaignId === campaignId &&
      !voucher.redeemed &&
      (voucher.expiresAt === null || Date.parse(voucher.expiresAt) > now),
  );
}

const reasons = new WeakMap<ConditionGroup, string>();

/** The conditions in words: the same for everybody whom they hold for, so they are found once. */
function conditionReason(when: ConditionGroup): string {
  const known = reasons.get(when);
  if (known !== undefined) return known;
  const reason = describeConditions(when);
  reasons.set(when, reason);
  return reason;
}
