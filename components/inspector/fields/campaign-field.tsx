"use client";

import { Plus } from "lucide-react";
import { ChosenCampaign, campaignOptions } from "@/components/coupons/chosen-campaign";
import { useFormScope } from "@/components/inspector/form-scope";
import type { StepFormProps } from "@/components/inspector/step-form-props";
import { AsideLink } from "@/components/ui/aside-link";
import { Combobox } from "@/components/ui/combobox";
import { FormField } from "@/components/ui/form";

/** Chooses the campaign whose codes a step gives, and shows what a code takes off. */
export function CampaignField({ form }: StepFormProps) {
  const { references, readOnly } = useFormScope();
  const chosen = references.campaigns.find(({ id }) => id === form.watch("campaignId"));
  return (
    <div className="flex flex-col gap-2">
      <FormField
        form={form}
        name="campaignId"
        label="Campaign"
        action={
          <AsideLink href="/campaigns/new">
            <Plus className="size-3" aria-hidden />
            New campaign
          </AsideLink>
        }
      >
        {(field) => (
          <Combobox
            {...field}
            value={field.value || null}
            onChange={(next) => field.onChange(next ?? "")}
            options={campaignOptions(references.campaigns)}
            selectedLabel={field.value && !chosen ? "A campaign that is not there any more" : undefined}
            placeholder={references.campaigns.length === 0 ? "No campaign yet" : "Choose a campaign"}
            searchPlaceholder="Find a campaign"
            disabled={readOnly}
          />
        )}
      </FormField>
      {chosen ? <ChosenCampaign campaign={chosen} /> : null}
    </div>
  );
}
