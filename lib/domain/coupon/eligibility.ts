import type { UnredeemableReason } from "./judge-giving";
import type { CampaignTerms } from "./validity";

/** What a customer and a campaign have had with one another so far. */
export type GivingFacts = {
  /** Why the customer could not redeem a code whatever they order; null while they could. */
  unredeemable: UnredeemableReason | null;
  /** Whether the customer was given a recovery discount within the workspace's cap. */
  recoveredLately: boolean;
};

export type IneligibleReason =
  | "campaign_disabled"
  | "campaign_not_started"
  | "campaign_ended"
  | UnredeemableReason
  | "recovery_cap";

/**
 * Whether a customer may be given a code of a campaign at `now`, by a flow. A code they could not redeem is a broken promise, so
 * it is not given.
 * @returns why not, or null when they may
 */
export function whyNotEligible(
  campaign: CampaignTerms & { recovery: boolean },
  facts: GivingFacts,
  now: number,
): IneligibleReason | null {
  if (!campaign.active) return "campaign_disabled";
  if (campaign.startsAt !== null && now < campaign.startsAt) return "campaign_not_started";
  if (campaign.endsAt !== null && now >= campaign.endsAt) return "campaign_ended";
  if (facts.unredeemable) return facts.unredeemable;
  if (campaign.recovery && facts.recoveredLately) return "recovery_cap";
  return null;
}
