import { ExternalLink } from "lucide-react";
import { AsideLink } from "@/components/ui/aside-link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { FlowReferences } from "@/lib/client/queries/flows";

type Campaign = FlowReferences["campaigns"][number];

/** The campaigns to choose from, each with what a code takes off. */
export function campaignOptions(campaigns: readonly Campaign[]) {
  return campaigns.map(({ id, name, discount, active }) => ({
    value: id,
    label: name,
    hint: active ? discount : `${discount}, switched off`,
  }));
}

/** What a code of the chosen campaign takes off and until when, and the way to the campaign. `off`: what being switched off means here. */
export function ChosenCampaign({ campaign, off = "" }: { campaign: Campaign; off?: string }) {
  return (
    <div className="rounded-md border border-line bg-surface px-3 py-2">
      <p className="font-medium text-step-coupon">{campaign.discount}</p>
      <p className="mt-0.5 text-muted text-xs">
        {campaign.endsAt ? (
          <>
            The campaign ends <RelativeTime at={campaign.endsAt} />.
          </>
        ) : (
          "The campaign has no end date."
        )}
        {campaign.active ? "" : off}
      </p>
      <AsideLink href={`/campaigns/${campaign.id}`} className="mt-1.5">
        Open campaign
        <ExternalLink className="size-3" aria-hidden />
      </AsideLink>
    </div>
  );
}
