"use client";

import { ExternalLink, Plus } from "lucide-react";
import Link from "next/link";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { RelativeTime } from "@/components/ui/relative-time";
import { useFlowReferences } from "@/lib/client/queries/flows";
import type { StageProps } from "./stage-props";

/** Which campaign the unique codes come from. */
export function CampaignStage({ setup, onChange, errors }: StageProps) {
  const references = useFlowReferences();
  const campaigns = references.data?.campaigns ?? [];
  const chosen = campaigns.find(({ id }) => id === setup.campaignId);
  const link = "inline-flex items-center gap-1 rounded-sm text-muted text-xs hover:text-ink";
  return (
    <div className="flex flex-col gap-3">
      <Field
        label="Send unique codes from"
        hint="One code goes to one customer only, however often a message is tried again."
        error={errors.campaignId}
        action={
          <Link href="/campaigns/new" target="_blank" className={link}>
            <Plus className="size-3" aria-hidden />
            New campaign
          </Link>
        }
      >
        <Combobox
          value={setup.campaignId}
          onChange={(campaignId) => onChange({ ...setup, campaignId })}
          options={campaigns.map(({ id, name, discount, active }) => ({
            value: id,
            label: name,
            hint: active ? discount : `${discount}, switched off`,
          }))}
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
        <div className="rounded-md border border-line bg-surface px-3 py-2">
          <p className="font-medium text-step-coupon">{chosen.discount}</p>
          <p className="mt-0.5 text-muted text-xs">
            {chosen.endsAt ? (
              <>
                The campaign ends <RelativeTime at={chosen.endsAt} />.
              </>
            ) : (
              "The campaign has no end date."
            )}
            {chosen.active ? "" : " It is switched off: switch it on before you set this live."}
          </p>
          <Link href={`/campaigns/${chosen.id}`} target="_blank" className={`mt-1.5 ${link}`}>
            Open campaign
            <ExternalLink className="size-3" aria-hidden />
          </Link>
        </div>
      ) : null}
    </div>
  );
}
