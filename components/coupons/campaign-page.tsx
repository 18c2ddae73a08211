"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { Suspense } from "react";
import { MailchimpExportCard } from "@/components/mailchimp/export-card";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { useFormats } from "@/components/ui/format-context";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/page-skeleton";
import { Tabs } from "@/components/ui/tabs";
import { type CampaignDetail, useCampaign } from "@/lib/client/queries/campaigns";
import { comesOffItems, itemsWords } from "@/lib/domain/coupon/campaign-items";
import { formatShort } from "@/lib/utils/format-number";
import { CampaignActions } from "./campaign-actions";
import { CampaignCodes } from "./campaign-codes";
import { CampaignFlows } from "./campaign-flows";
import { CampaignNumbers } from "./campaign-numbers";
import { CampaignRedemptions } from "./campaign-redemptions";
import { CampaignStatus } from "./campaign-status";
import { termsOf } from "./campaign-terms";
import { CodeBatch } from "./code-batch";
import { CodeImport } from "./code-import";
import { exampleCodes } from "./example-codes";
import { CampaignRules } from "./rules/campaign-rules";
import { TermsList } from "./terms-list";
import { Ticket } from "./ticket";
import { useNamedItems } from "./use-named-items";
import { validityNote } from "./validity-note";

/** One campaign: its terms, what became of its codes, each code and each use. */
export function CampaignPage({ id }: { id: string }) {
  const campaign = useCampaign(id);
  if (campaign.isPending) return <PageSkeleton />;
  if (campaign.isError) {
    return (
      <ErrorState
        title="The campaign could not be loaded"
        error={campaign.error}
        onRetry={() => void campaign.refetch()}
      />
    );
  }
  return <Loaded campaign={campaign.data} />;
}

const NO_ITEMS = { included: [], excluded: [] };

function Loaded({ campaign }: { campaign: CampaignDetail }) {
  const formats = useFormats();
  const items = comesOffItems(campaign.discount) ? campaign.items : NO_ITEMS;
  const named = useNamedItems(items);
  return (
    <Page>
      <PageHeader
        title={campaign.name}
        badge={<CampaignStatus campaign={campaign} />}
        description={campaign.description || undefined}
        back={{ href: "/campaigns", label: "Coupons" }}
        actions={<CampaignActions campaign={campaign} />}
      />
      <CodeBatch batch={campaign.batch} />
      <CodeImport campaign={campaign} />
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="flex min-w-0 flex-col gap-5">
          <CampaignNumbers campaign={campaign} />
          <Card title="Flows that give its codes">
            <CampaignFlows flows={campaign.flows} />
          </Card>
          <MailchimpExportCard campaignId={campaign.id} />
        </div>
        <section className="flex min-w-0 flex-col gap-4" aria-label="Terms">
          <Ticket
            discount={`${campaign.discountText} ${itemsWords(items)}`.trim()}
            code={campaign.code ?? exampleCodes(campaign.codeConfig, 1)[0] ?? ""}
            note={validityNote(campaign, formats.timeZone)}
          />
          <TermsList terms={termsOf({ ...campaign, items: named }, formats)} />
        </section>
      </div>
      <Suspense>
        <Lists campaign={campaign} />
      </Suspense>
    </Page>
  );
}

function Lists({ campaign }: { campaign: CampaignDetail }) {
  const router = useRouter();
  const tab = useSearchParams().get("tab");
  const shown = tab === "redemptions" || tab === "rules" ? tab : "codes";
  return (
    <Tabs
      label="Codes, rules and redemptions"
      value={shown}
      onChange={(tab) => router.replace(tab === "codes" ? "?" : `?tab=${tab}`, { scroll: false })}
      items={[
        {
          value: "codes",
          label: "Codes",
          count: formatShort(campaign.numbers.codes),
          content: <CampaignCodes campaign={campaign} />,
        },
        { value: "rules", label: "Rules", content: <CampaignRules id={campaign.id} /> },
        {
          value: "redemptions",
          label: "Redemptions",
          content: <CampaignRedemptions id={campaign.id} name={campaign.name} />,
        },
      ]}
    />
  );
}
