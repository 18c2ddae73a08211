"use client";

import { Send } from "lucide-react";
import { None } from "@/components/coupons/none";
import { StatusBadge } from "@/components/flows/status-badge";
import { ListPage } from "@/components/list/list-page";
import { CreateLink } from "@/components/ui/create-link";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { Money } from "@/components/ui/money";
import { NumberText } from "@/components/ui/number";
import { type Distribution, useDistributionPages } from "@/lib/client/queries/distributions";
import { useDeniedReason } from "@/lib/client/queries/me";
import { useListAddress } from "@/lib/client/use-list-address";
import { CHANNEL_LOOK } from "./channel-look";

/** All distributions with what they brought. The search lives in the address. */
export function DistributionList() {
  const denied = useDeniedReason()("flows:write", "create distributions");
  const [{ search }, go] = useListAddress({ search: "" });
  const { table } = useDistributionPages({ search });
  return (
    <ListPage
      title="Distributions"
      description="Codes on their way to customers: who gets one, of which campaign, by which message."
      create={<CreateLink href="/distributions/new" verb="New distribution" denied={denied} />}
      one="distribution"
      many="distributions"
      icon={<Send />}
      columns={COLUMNS}
      table={table}
      hrefOf={({ id }) => `/distributions/${id}`}
      search={search}
      searchHint="The search looks at the names of distributions."
      onSearch={(text) => go({ search: text })}
      onShowAll={() => go({ search: "" })}
      none={{
        title: "No distributions yet",
        text: "A distribution gives each customer of an audience their own code and sends it to them.",
      }}
    />
  );
}

const count = (value: number) => (value > 0 ? <NumberText value={value} /> : <None />);

const COLUMNS: readonly DataColumn<Distribution>[] = [
  {
    id: "name",
    header: "Distribution",
    width: "26%",
    truncate: true,
    cell: ({ name, setup }) => (
      <span className="flex min-w-0 items-center gap-2.5">
        {setup.channel ? (
          CHANNEL_LOOK[setup.channel].icon
        ) : (
          <Send className="size-4 shrink-0 text-faint" aria-hidden />
        )}
        <span className="truncate font-medium" dir="auto">
          {name}
        </span>
      </span>
    ),
  },
  {
    id: "campaign",
    header: "Campaign",
    truncate: true,
    cell: ({ campaign }) => (campaign ? <span dir="auto">{campaign.name}</span> : <None />),
  },
  {
    id: "status",
    header: "Status",
    width: "110px",
    cell: ({ status }) => <StatusBadge status={status} />,
  },
  {
    id: "codes",
    header: "Codes given",
    width: "110px",
    numeric: true,
    cell: ({ numbers }) => count(numbers.codes),
  },
  { id: "sent", header: "Sent", width: "90px", numeric: true, cell: ({ numbers }) => count(numbers.sent) },
  {
    id: "skipped",
    header: "Not sent",
    width: "90px",
    numeric: true,
    cell: ({ numbers }) => count(numbers.skipped),
  },
  {
    id: "revenue",
    header: "Revenue",
    width: "110px",
    numeric: true,
    cell: ({ numbers }) =>
      numbers.revenue > 0 ? <Money minor={numbers.revenue} currency={numbers.currency} short /> : <None />,
  },
];
