import type { CampaignTerms } from "./validity";

/** What a customer and a campaign have had with one another so far. */
export type GivingFacts = {
  /** The customer's redemptions in this campaign that stand. */
  redemptions: number;
  /** Whether the customer was given a recovery discount within the workspace's cap. */
  recoveredLately: boolean;
};

export type IneligibleReason =
  | "campaign_disabled"
  | "campaign_not_started"
  | "campaign_ended"
  | "customer_limit_reached"
  | "recovery_cap";

/**
 * Whether a customer may be given a code of a campaign at `now`, by a flow. A code they could not redeem is a broken promise, so
 * it is not given.
 * @returns why not, or null when they may
 */
export function whyNotEligible(
  campaign: CampaignTerms & { perCustomer: number | null; recovery: boolean },
  facts: GivingFacts,
  now: number,
): IneligibleReason | null {
  if (!campaign.active) return "campaign_disabled";
  if (campaign.startsAt !== null && now < campaign.startsAt) return "campaign_not_started";
  if (campaign.endsAt !== null && now >= campaign.endsAt) return "campaign_ended";
  if (campaign.perCustomer !== null && facts.redemptions >= campaign.perCustomer)
    return "customer_limit_reached";
  if (campaign.recovery && facts.recoveredLately) return "recovery_cap";
  return null;
}
