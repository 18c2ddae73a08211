"use client";

import { TicketPercent } from "lucide-react";
import { ListPage } from "@/components/list/list-page";
import { CreateLink } from "@/components/ui/create-link";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { Money } from "@/components/ui/money";
import { NumberText } from "@/components/ui/number";
import { Segmented } from "@/components/ui/segmented";
import { type ListedCampaign, useCampaignPages } from "@/lib/client/queries/campaigns";
import { useDeniedReason } from "@/lib/client/queries/me";
import { useListAddress } from "@/lib/client/use-list-address";
import { CampaignStatus } from "./campaign-status";
import { CampaignValidity } from "./campaign-validity";
import { None } from "./none";

/** All coupon campaigns with what became of their codes. Search and filter live in the address. */
export function CampaignList() {
  const denied = useDeniedReason()("coupons:write", "create campaigns");
  const [{ search, show }, go] = useListAddress({ search: "", show: ["all", "on", "off"] });
  const { table } = useCampaignPages({ search, active: show === "all" ? undefined : show === "on" });
  return (
    <ListPage
      title="Coupons"
      description="Campaigns of codes that flows give to customers, and what came back."
      create={<CreateLink href="/campaigns/new" verb="Create campaign" denied={denied} />}
      one="campaign"
      many="campaigns"
      icon={<TicketPercent />}
      columns={COLUMNS}
      table={table}
      hrefOf={({ id }) => `/campaigns/${id}`}
      search={search}
      searchHint="The search looks at the names of campaigns."
      filtered={show !== "all"}
      filter={
        <Segmented
          aria-label="Which campaigns"
          value={show}
          onChange={(next) => go({ show: next })}
          options={[
            { value: "all", label: "All" },
            { value: "on", label: "On" },
            { value: "off", label: "Off" },
          ]}
        />
      }
      onSearch={(text) => go({ search: text })}
      onShowAll={() => go({ search: "", show: "all" })}
      none={{
        title: "No campaigns yet",
        text: "A campaign says what a code is worth and how long it counts. A flow then gives each customer their own.",
      }}
    />
  );
}

const COLUMNS: readonly DataColumn<ListedCampaign>[] = [
  {
    id: "name",
    header: "Campaign",
    width: "22%",
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
    width: "23%",
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
    width: "106px",
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
    width: "112px",
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
