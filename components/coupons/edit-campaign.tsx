"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { ErrorState } from "@/components/ui/error-state";
import { useFormats } from "@/components/ui/format-context";
import { NoPermission } from "@/components/ui/no-permission";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/page-skeleton";
import { type CampaignDetail, useCampaign, useUpdateCampaign } from "@/lib/client/queries/campaigns";
import { useCan } from "@/lib/client/queries/me";
import { plural } from "@/lib/utils/plural";
import { toFields } from "./campaign-body";
import { CampaignForm } from "./campaign-form";
import type { CampaignValues } from "./campaign-values";
import { toItems } from "./item-values";
import { valuesOf } from "./values-of-campaign";

/** Changes a campaign. */
export function EditCampaign({ id }: { id: string }) {
  const can = useCan();
  const campaign = useCampaign(id);
  // What may be changed depends on the codes given by now, which a remembered answer does not know.
  if (campaign.isPending || !campaign.isFetchedAfterMount) return <PageSkeleton />;
  if (campaign.isError) {
    return (
      <ErrorState
        title="The campaign could not be loaded"
        error={campaign.error}
        onRetry={() => void campaign.refetch()}
      />
    );
  }
  return (
    <Page>
      <PageHeader
        title={`Change ${campaign.data.name}`}
        back={{ href: `/campaigns/${id}`, label: campaign.data.name }}
        description={
          campaign.data.numbers.given > 0
            ? `${plural(campaign.data.numbers.given, "code")} out there: what customers were promised stays as it is.`
            : undefined
        }
      />
      {can("coupons:write") ? <Editor campaign={campaign.data} /> : <NoPermission what="change campaigns" />}
    </Page>
  );
}

/** Holds the form of the campaign as it was when it was opened: later refetches do not touch what is being typed. */
function Editor({ campaign }: { campaign: CampaignDetail }) {
  const router = useRouter();
  const { currency } = useFormats();
  const update = useUpdateCampaign(campaign.id);
  const href = `/campaigns/${campaign.id}`;
  const given = campaign.numbers.given;
  const locked =
    given === 0
      ? null
      : `${plural(given, "code promises", "codes promise")} ${campaign.discountText}. Make another campaign for another discount.`;

  const save = async (values: CampaignValues) => {
    const { type: _type, code: _code, discount, ...changes } = toFields(values, currency);
    const items = toItems(values);
    await update.mutateAsync({ ...changes, items, ...(given === 0 ? { discount } : {}) });
    toast.success("Campaign saved", { description: values.name });
    router.push(href);
  };
  return (
    <CampaignForm
      initial={valuesOf(campaign)}
      isNew={false}
      discountLocked={locked}
      verb="Save campaign"
      backHref={href}
      onSave={save}
    />
  );
}
