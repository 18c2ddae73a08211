import { z } from "zod";
import { defineStep } from "@/lib/domain/flow/step-definition";
import { asksInsteadOfCap, heldBefore, hold, reviewConfig } from "./review";

const config = z.object({
  campaignId: z.uuid("Choose a campaign."),
  /** new: always another code. run: the one this run already has. unexpired: any unexpired one of this customer. */
  reuse: z.enum(["new", "run", "unexpired"]).default("run"),
  /** Whether a person is asked first. */
  review: reviewConfig.prefault({}),
});
const loose = z.object({ review: z.object({ ask: z.string().catch("") }).catch({ ask: "" }) });

/** Gives the run's customer their own code, once; every later message of the run shows the same one. */
export const issueCoupon = defineStep({
  type: "issue-coupon",
  title: "Issue coupon",
  description: "Give the customer their own one-time code.",
  category: "coupon",
  config,
  defaults: () => ({ campaignId: "", reuse: "run" }),
  ports: (draft) => [
    { id: "issued", label: "Issued" },
    { id: "pool_empty", label: "Pool empty" },
    { id: "not_eligible", label: "Not eligible" },
    ...(asksFirst(draft) ? [{ id: "held", label: "Held" }] : []),
  ],
  check: ({ campaignId }, references) => {
    const campaign = references.campaigns.get(campaignId);
    if (!campaign)
      return [
        {
          path: "campaignId",
          message: "This campaign does not exist any more.",
          fix: "Choose another campaign.",
        },
      ];
    if (!campaign.active)
      return [
        {
          path: "campaignId",
          message: `The campaign "${campaign.name}" is switched off.`,
          fix: "Switch it on, or choose another.",
        },
      ];
    return [];
  },
  describe: (draft, names) => {
    const campaign =
      typeof draft.campaignId === "string" && draft.campaignId ? names.campaign(draft.campaignId) : null;
    return campaign
      ? {
          title: `Give a code: ${campaign.discount}`,
          detail: asksFirst(draft) ? `May ask a person · ${campaign.name}` : campaign.name,
        }
      : { title: "Issue coupon", detail: "Choose a campaign" };
  },
  decide: (settings, context) => {
    const { campaignId, reuse, review } = settings;
    const { input, run } = context;
    if (input.kind !== "answer") {
      const held = heldBefore(settings, context);
      if (held) return held;
      const asked = run.context.review;
      return asked?.decided && asked.pastCap
        ? { kind: "ask", request: { kind: "coupon", campaignId, reuse, pastCap: true } }
        : { kind: "ask", request: { kind: "coupon", campaignId, reuse } };
    }
    const { answer } = input;
    if (
      answer.kind === "not_eligible" &&
      answer.reason === "recovery_cap" &&
      asksInsteadOfCap(review, context)
    )
      return hold(campaignId, review, context, "capped", "Had a recovery discount lately");
    if (answer.kind === "pool_empty")
      return { kind: "go", port: "pool_empty", reason: "The campaign has no code left" };
    if (answer.kind === "not_eligible") {
      const why = answer.reason === "recovery_cap" ? "capped" : answer.reason;
      const reason = WHY[why] ?? why.replaceAll("_", " ");
      return { kind: "go", port: "not_eligible", outcome: `not_eligible:${why}`, reason };
    }
    const others = run.context.vouchers.filter(({ code }) => code !== answer.voucher.code);
    return {
      kind: "go",
      port: "issued",
      ...(run.context.review?.decided ? { outcome: "review:issued" } : {}),
      reason: answer.reused
        ? `Has the code ${answer.voucher.code} already`
        : `Was given the code ${answer.voucher.code}`,
      // The newest first, so that {{ vouchers[0].code }} is the code of the latest step.
      context: { vouchers: [{ ...answer.voucher, stepId: run.stepId }, ...others] },
    };
  },
});

/** Whether a half-filled step asks a person first. */
function asksFirst(draft: Record<string, unknown>): boolean {
  return loose.parse(draft).review.ask === "when";
}

const WHY: Record<string, string> = {
  capped: "The customer was given a recovery discount lately, by this flow or another",
  campaign_missing: "The campaign is gone",
  campaign_disabled: "The campaign is switched off",
  campaign_not_started: "The campaign has not started",
  campaign_ended: "The campaign has ended",
  customer_limit_reached: "The customer has used the campaign as often as it allows",
  campaign_limit_reached: "The campaign's codes have been used as often as it allows",
  campaign_budget_used_up: "The campaign's budget is used up",
  rules_not_met: "The campaign's rules do not let the customer use its codes",
};
