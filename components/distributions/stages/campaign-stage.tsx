"use client";

import { Plus } from "lucide-react";
import { ChosenCampaign, campaignOptions } from "@/components/coupons/chosen-campaign";
import { AsideLink } from "@/components/ui/aside-link";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { useFlowReferences } from "@/lib/client/queries/flows";
import type { StageProps } from "./stage-props";

/** Which campaign the unique codes come from. */
export function CampaignStage({ setup, onChange, errors }: StageProps) {
  const references = useFlowReferences();
  const campaigns = references.data?.campaigns ?? [];
  const chosen = campaigns.find(({ id }) => id === setup.campaignId);
  return (
    <div className="flex flex-col gap-3">
      <Field
        label="Send unique codes from"
        hint="One code goes to one customer only, however often a message is tried again."
        error={errors.campaignId}
        action={
          <AsideLink href="/campaigns/new">
            <Plus className="size-3" aria-hidden />
            New campaign
          </AsideLink>
        }
      >
        <Combobox
          value={setup.campaignId}
          onChange={(campaignId) => onChange({ ...setup, campaignId })}
          options={campaignOptions(campaigns)}
          selectedLabel={
            setup.campaignId && references.data && !chosen
              ? "A campaign that is not there any more"
              : undefined
          }
          placeholder={references.data && campaigns.length === 0 ? "No campaign yet" : "Choose a campaign"}
          searchPlaceholder="Find a campaign"
        />
      </Field>
      {chosen ? (
        <ChosenCampaign campaign={chosen} off=" It is switched off: switch it on before you set this live." />
      ) : null}
    </div>
  );
}
