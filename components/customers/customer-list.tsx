"use client";

import { Users } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { ExportButton } from "@/components/exports/export-button";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { CreateLink } from "@/components/ui/create-link";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { NumberText } from "@/components/ui/number";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchInput } from "@/components/ui/search-input";
import { Toolbar } from "@/components/ui/toolbar";
import { type ListedCustomer, useCustomers } from "@/lib/client/queries/customers";
import { useDeniedReason } from "@/lib/client/queries/me";
import { customerName } from "./customer-name";

/** All customers, found by the beginning of an e-mail address, phone number or id. The search lives in the address. */
export function CustomerList() {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams().get("search") ?? "";
  const customers = useCustomers(search);
  const denied = useDeniedReason()("customers:write", "create segments");
  const find = (text: string) =>
    router.replace(text ? `${pathname}?search=${encodeURIComponent(text)}` : pathname, { scroll: false });

  return (
    <Page fill>
      <PageHeader
        title="Customers"
        description="Everybody your shop has told us about, with what they agreed to and where they stand."
        actions={
          <>
            {search ? null : <ExportButton what={{ object: "customer" }} />}
            <CreateLink href="/segments/new" verb="Create segment" denied={denied} variant="secondary" />
          </>
        }
      />
      <Toolbar>
        <SearchInput
          value={search}
          onChange={find}
          label="Search customers"
          placeholder="E-mail, phone or your own id"
        />
      </Toolbar>
      <DataTable
        fill
        label="Customers"
        columns={COLUMNS}
        rows={customers.data}
        rowId={(customer) => customer.id}
        rowHref={(customer) => `/customers/${customer.id}`}
        error={customers.error}
        onRetry={() => void customers.refetch()}
        updating={customers.isPlaceholderData}
        hasMore={customers.hasNextPage}
        loadingMore={customers.isFetchingNextPage}
        onLoadMore={() => void customers.fetchNextPage()}
        empty={search ? <NobodyFound search={search} onClear={() => find("")} /> : <NobodyYet />}
      />
    </Page>
  );
}

const COLUMNS: readonly DataColumn<ListedCustomer>[] = [
  {
    id: "name",
    header: "Customer",
    width: "30%",
    truncate: true,
    cell: (customer) => (
      <span className="flex min-w-0 items-center gap-2.5">
        <Avatar name={customerName(customer)} size="sm" />
        <span className="min-w-0 truncate font-medium" dir="auto">
          {customerName(customer)}
        </span>
        {customer.demo ? <Badge>Demo</Badge> : null}
      </span>
    ),
  },
  { id: "email", header: "E-mail", truncate: true, cell: (customer) => customer.email ?? <None /> },
  {
    id: "phone",
    header: "Phone",
    width: "140px",
    truncate: true,
    cell: (customer) => (customer.phone ? <span className="tabular">{customer.phone}</span> : <None />),
  },
  {
    id: "flows",
    header: "In flows",
    width: "76px",
    numeric: true,
    cell: (customer) => (customer.activeRuns > 0 ? <NumberText value={customer.activeRuns} /> : <None />),
  },
  {
    id: "orders",
    header: "Orders",
    width: "72px",
    numeric: true,
    cell: (customer) => (customer.orderCount > 0 ? <NumberText value={customer.orderCount} /> : <None />),
  },
  {
    id: "spent",
    header: "Spent",
    width: "92px",
    numeric: true,
    cell: (customer) => (customer.orderTotal > 0 ? <Money minor={customer.orderTotal} short /> : <None />),
  },
  {
    id: "since",
    header: "Known since",
    width: "124px",
    numeric: true,
    cell: (customer) => <RelativeTime at={customer.createdAt} />,
  },
];

function None() {
  return (
    <span className="text-faint">
      <span aria-hidden>–</span>
      <span className="sr-only">none</span>
    </span>
  );
}

function NobodyFound({ search, onClear }: { search: string; onClear: () => void }) {
  return (
    <EmptyState
      icon={<Users />}
      title={`Nobody begins with “${search}”`}
      action={<Button onClick={onClear}>Clear search</Button>}
    >
      The search finds the beginning of an e-mail address, a phone number with its country code, or your own
      id.
    </EmptyState>
  );
}

function NobodyYet() {
  return (
    <EmptyState
      icon={<Users />}
      title="No customers yet"
      action={
        <Button asChild variant="primary">
          <Link href="/events">Connect your shop</Link>
        </Button>
      }
    >
      A customer appears here with the first event that your shop sends about them.
    </EmptyState>
  );
}
