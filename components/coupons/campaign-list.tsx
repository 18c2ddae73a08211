"use client";

import { Plus, TicketPercent } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { NumberText } from "@/components/ui/number";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { SearchInput } from "@/components/ui/search-input";
import { Segmented } from "@/components/ui/segmented";
import { Toolbar } from "@/components/ui/toolbar";
import { type ListedCampaign, useCampaignPages } from "@/lib/client/queries/campaigns";
import { useDeniedReason } from "@/lib/client/queries/me";
import { CampaignStatus } from "./campaign-status";
import { CampaignValidity } from "./campaign-validity";
import { None } from "./none";

type Shown = "all" | "on" | "off";

/** All coupon campaigns with what became of their codes. Search and filter live in the address. */
export function CampaignList() {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const denied = useDeniedReason()("coupons:write", "create campaigns");
  const search = params.get("search") ?? "";
  const shown: Shown = params.get("show") === "on" ? "on" : params.get("show") === "off" ? "off" : "all";
  const pages = useCampaignPages({ search, active: shown === "all" ? undefined : shown === "on" });
  const go = (next: { search?: string; show?: Shown }) => {
    const query = new URLSearchParams();
    const text = next.search ?? search;
    const show = next.show ?? shown;
    if (text) query.set("search", text);
    if (show !== "all") query.set("show", show);
    router.replace(query.size > 0 ? `${pathname}?${query}` : pathname, { scroll: false });
  };
  const create = denied ? (
    <Button variant="primary" disabledReason={denied}>
      <Plus aria-hidden />
      Create campaign
    </Button>
  ) : (
    <Button asChild variant="primary">
      <Link href="/campaigns/new">
        <Plus aria-hidden />
        Create campaign
      </Link>
    </Button>
  );

  return (
    <Page fill>
      <PageHeader
        title="Coupons"
        description="Campaigns of codes that flows give to customers, and what came back."
        actions={create}
      />
      <Toolbar
        end={
          <Segmented
            aria-label="Which campaigns"
            value={shown}
            onChange={(show) => go({ show })}
            options={[
              { value: "all", label: "All" },
              { value: "on", label: "On" },
              { value: "off", label: "Off" },
            ]}
          />
        }
      >
        <SearchInput value={search} onChange={(text) => go({ search: text })} label="Search campaigns" />
      </Toolbar>
      <DataTable
        fill
        label="Campaigns"
        columns={COLUMNS}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/campaigns/${id}`}
        {...pages.table}
        empty={
          search || shown !== "all" ? (
            <EmptyState
              icon={<TicketPercent />}
              title="No campaign fits"
              action={<Button onClick={() => go({ search: "", show: "all" })}>Show all campaigns</Button>}
            >
              The search looks at the names of campaigns.
            </EmptyState>
          ) : (
            <EmptyState icon={<TicketPercent />} title="No campaigns yet" action={create}>
              A campaign says what a code is worth and how long it counts. A flow then gives each customer
              their own.
            </EmptyState>
          )
        }
      />
    </Page>
  );
}

const COLUMNS: readonly DataColumn<ListedCampaign>[] = [
  {
    id: "name",
    header: "Campaign",
    width: "24%",
    truncate: true,
    cell: (campaign) => (
      <span className="font-medium" dir="auto">
        {campaign.name}
      </span>
    ),
  },
  {
    id: "discount",
    header: "Discount",
    width: "19%",
    truncate: true,
    cell: (campaign) => (
      <span className="flex min-w-0 items-center gap-2">
        <TicketPercent className="size-4 shrink-0 text-step-coupon" aria-hidden />
        <span className="truncate">{campaign.discountText}</span>
      </span>
    ),
  },
  {
    id: "validity",
    header: "Valid",
    truncate: true,
    cell: (campaign) => <CampaignValidity campaign={campaign} />,
  },
  {
    id: "status",
    header: "Status",
    width: "100px",
    cell: (campaign) => <CampaignStatus campaign={campaign} />,
  },
  {
    id: "given",
    header: "Given",
    width: "76px",
    numeric: true,
    cell: ({ numbers }) => (numbers.given > 0 ? <NumberText value={numbers.given} /> : <None />),
  },
  {
    id: "redeemed",
    header: "Redeemed",
    width: "120px",
    numeric: true,
    cell: ({ numbers }) =>
      numbers.redeemed > 0 ? (
        <span className="inline-flex items-baseline justify-end gap-2">
          <NumberText value={numbers.redeemed} />
          <NumberText
            as="share"
            value={numbers.redeemed / Math.max(1, numbers.given)}
            className="w-12 text-faint text-xs"
          />
        </span>
      ) : (
        <None />
      ),
  },
  {
    id: "revenue",
    header: "Revenue",
    width: "106px",
    numeric: true,
    cell: ({ numbers }) =>
      numbers.revenue.amount > 0 ? (
        <Money minor={numbers.revenue.amount} currency={numbers.revenue.currency} short />
      ) : (
        <None />
      ),
  },
];
