"use client";

import { StatusDot } from "@/components/ui/status-dot";
import { useNow } from "@/components/ui/use-now";

type Dated = { active: boolean; startsAt: string | null; endsAt: string | null };

/** Whether a campaign gives codes at this moment, and why not. */
export function CampaignStatus({ campaign }: { campaign: Dated }) {
  const now = useNow(60_000);
  if (!campaign.active) return <StatusDot>Off</StatusDot>;
  if (campaign.startsAt && Date.parse(campaign.startsAt) > now)
    return <StatusDot tone="info">Not begun</StatusDot>;
  if (campaign.endsAt && Date.parse(campaign.endsAt) <= now) return <StatusDot tone="warn">Over</StatusDot>;
  return <StatusDot tone="ok">On</StatusDot>;
}
