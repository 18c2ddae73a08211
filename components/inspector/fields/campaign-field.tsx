"use client";

import { ExternalLink, Plus } from "lucide-react";
import Link from "next/link";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { Combobox } from "@/components/ui/combobox";
import { FormField } from "@/components/ui/form";
import { RelativeTime } from "@/components/ui/relative-time";

/** Chooses the campaign whose codes a step gives, and shows what a code takes off. */
export function CampaignField({ form }: StepFormProps) {
  const { references, readOnly } = useFormScope();
  const chosen = references.campaigns.find(({ id }) => id === form.watch("campaignId"));
  const link = "inline-flex items-center gap-1 rounded-sm text-muted text-xs hover:text-ink";
  return (
    <div className="flex flex-col gap-2">
      <FormField
        form={form}
        name="campaignId"
        label="Campaign"
        action={
          <Link href="/campaigns/new" target="_blank" className={link}>
            <Plus className="size-3" aria-hidden />
            New campaign
          </Link>
        }
      >
        {(field) => (
          <Combobox
            {...field}
            value={field.value || null}
            onChange={(next) => field.onChange(next ?? "")}
            options={references.campaigns.map((campaign) => ({
              value: campaign.id,
              label: campaign.name,
              hint: campaign.active ? campaign.discount : `${campaign.discount}, switched off`,
            }))}
            selectedLabel={field.value && !chosen ? "A campaign that is not there any more" : undefined}
            placeholder={references.campaigns.length === 0 ? "No campaign yet" : "Choose a campaign"}
            searchPlaceholder="Find a campaign"
            disabled={readOnly}
          />
        )}
      </FormField>
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
