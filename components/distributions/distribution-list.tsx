"use client";

import { Plus, Send } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { None } from "@/components/coupons/none";
import { StatusBadge } from "@/components/flows/status-badge";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { NumberText } from "@/components/ui/number";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { SearchInput } from "@/components/ui/search-input";
import { Toolbar } from "@/components/ui/toolbar";
import { type Distribution, useDistributionPages } from "@/lib/client/queries/distributions";
import { useDeniedReason } from "@/lib/client/queries/me";
import { CHANNEL_LOOK } from "./channel-look";

/** All distributions with what they brought. The search lives in the address. */
export function DistributionList() {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams().get("search") ?? "";
  const denied = useDeniedReason()("flows:write", "create distributions");
  const pages = useDistributionPages({ search });
  const find = (text: string) =>
    router.replace(text ? `${pathname}?${new URLSearchParams({ search: text })}` : pathname, {
      scroll: false,
    });
  const words = (
    <>
      <Plus aria-hidden />
      New distribution
    </>
  );
  const create = denied ? (
    <Button variant="primary" disabledReason={denied}>
      {words}
    </Button>
  ) : (
    <Button asChild variant="primary">
      <Link href="/distributions/new">{words}</Link>
    </Button>
  );

  return (
    <Page fill>
      <PageHeader
        title="Distributions"
        description="Codes on their way to customers: who gets one, of which campaign, by which message."
        actions={create}
      />
      <Toolbar>
        <SearchInput value={search} onChange={find} label="Search distributions" />
      </Toolbar>
      <DataTable
        fill
        label="Distributions"
        columns={COLUMNS}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/distributions/${id}`}
        {...pages.table}
        empty={
          search ? (
            <EmptyState
              icon={<Send />}
              title="No distribution fits"
              action={<Button onClick={() => find("")}>Show all distributions</Button>}
            >
              The search looks at the names of distributions.
            </EmptyState>
          ) : (
            <EmptyState icon={<Send />} title="No distributions yet" action={create}>
              A distribution gives each customer of an audience their own code and sends it to them.
            </EmptyState>
          )
        }
      />
    </Page>
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
