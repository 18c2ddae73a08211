"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { useFormats } from "@/components/ui/format-context";
import { NoPermission } from "@/components/ui/no-permission";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { useCreateCampaign, useGenerateCodes } from "@/lib/client/queries/campaigns";
import { useCan } from "@/lib/client/queries/me";
import { toFields } from "./campaign-body";
import { CampaignForm } from "./campaign-form";
import type { CampaignValues } from "./campaign-values";
import { toItems } from "./item-values";
import { newCampaignValues } from "./values-of-campaign";

/** Makes a campaign, and the first codes of a fixed pool. */
export function NewCampaign() {
  const can = useCan();
  const router = useRouter();
  const { currency } = useFormats();
  const create = useCreateCampaign();
  const generate = useGenerateCodes();
  const [initial] = useState(newCampaignValues);
  const back = { href: "/campaigns", label: "Coupons" };

  const save = async (values: CampaignValues) => {
    const { id, name } = await create.mutateAsync({
      ...toFields(values, currency),
      items: toItems(values),
    });
    toast.success("Campaign created", { description: name });
    if (values.type === "static" && values.codesToMake) {
      // The campaign stands by now: codes that cannot be made are asked for again on its own page.
      await generate
        .mutateAsync({ id, count: values.codesToMake })
        .catch((error: Error) => toast.error("No codes were made", { description: error.message }));
    }
    router.push(`/campaigns/${id}`);
  };

  return (
    <Page>
      <PageHeader
        title="New campaign"
        description="What the codes are worth, how they look and how long they count."
        back={back}
      />
      {can("coupons:write") ? (
        <CampaignForm initial={initial} isNew verb="Create campaign" backHref={back.href} onSave={save} />
      ) : (
        <NoPermission what="create campaigns" />
      )}
    </Page>
  );
}
