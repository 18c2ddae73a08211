"use client";

import { ShoppingBag } from "lucide-react";
import Link from "next/link";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { None } from "@/components/coupons/none";
import { ExportButton } from "@/components/exports/export-button";
import { Button } from "@/components/ui/button";
import { DataTable } from "@/components/ui/data-table";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { EmptyState } from "@/components/ui/empty-state";
import { Money } from "@/components/ui/money";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { SearchInput } from "@/components/ui/search-input";
import { Select } from "@/components/ui/select";
import { Toolbar } from "@/components/ui/toolbar";
import { type ListedOrder, useOrderPages } from "@/lib/client/queries/orders";
import { OrderStatus } from "./order-status";

const STATUSES = [
  { value: "all", label: "All orders" },
  { value: "CREATED", label: "Created" },
  { value: "PAID", label: "Paid" },
  { value: "FULFILLED", label: "Fulfilled" },
  { value: "CANCELED", label: "Cancelled" },
] as const;

/** Orders that the shop told of, or on which a code was used. Search and status live in the address. */
export function OrderList() {
  const router = useRouter();
  const pathname = usePathname();
  const params = useSearchParams();
  const search = params.get("search") ?? "";
  const status = STATUSES.find(({ value }) => value === params.get("status"))?.value ?? "all";
  const pages = useOrderPages({ search, status: status === "all" ? undefined : status });
  const go = (next: { search?: string; status?: string }) => {
    const query = new URLSearchParams();
    const text = next.search ?? search;
    const shown = next.status ?? status;
    if (text) query.set("search", text);
    if (shown !== "all") query.set("status", shown);
    router.replace(query.size > 0 ? `${pathname}?${query}` : pathname, { scroll: false });
  };
  return (
    <Page fill>
      <PageHeader
        title="Orders"
        description="What your shop told of: before the discount, the discount, and what was left to pay."
        actions={<ExportButton what={ordersExport({ search, status })} />}
      />
      <Toolbar
        end={
          <div className="w-44">
            <Select
              aria-label="Which orders"
              value={status}
              onChange={(next) => go({ status: next })}
              options={STATUSES}
            />
          </div>
        }
      >
        <SearchInput
          value={search}
          onChange={(text) => go({ search: text })}
          label="Search orders"
          placeholder="Your shop’s id of the order"
        />
      </Toolbar>
      <DataTable
        fill
        label="Orders"
        columns={COLUMNS}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/orders/${id}`}
        {...pages.table}
        empty={
          search || status !== "all" ? (
            <EmptyState
              icon={<ShoppingBag />}
              title="No order fits"
              action={<Button onClick={() => go({ search: "", status: "all" })}>Show all orders</Button>}
            >
              The search finds your shop’s whole id of an order.
            </EmptyState>
          ) : (
            <EmptyState
              icon={<ShoppingBag />}
              title="No orders yet"
              action={
                <Button asChild>
                  <Link href="/docs/api">See how to send them</Link>
                </Button>
              }
            >
              They appear when a code is used on one, or when your shop sends them by the API.
            </EmptyState>
          )
        }
      />
    </Page>
  );
}

/** What the list shows, as a file. */
function ordersExport({ search, status }: { search: string; status: string }) {
  const filters = {
    ...(search ? { source_id: { conditions: { $is: search } } } : {}),
    ...(status === "all" ? {} : { status: { conditions: { $is: status } } }),
  };
  return { object: "order" as const, filters };
}

const COLUMNS: readonly DataColumn<ListedOrder>[] = [
  {
    id: "order",
    header: "Order",
    width: "24%",
    truncate: true,
    cell: ({ sourceId, id }) => <span className="font-medium font-mono">{sourceId ?? id}</span>,
  },
  {
    id: "customer",
    header: "Customer",
    truncate: true,
    cell: ({ customerName }) => (customerName ? <span dir="auto">{customerName}</span> : <None />),
  },
  { id: "status", header: "Status", width: "110px", cell: ({ status }) => <OrderStatus status={status} /> },
  {
    id: "amount",
    header: "Amount",
    width: "120px",
    numeric: true,
    cell: ({ amount, currency }) => <Money minor={amount} currency={currency} />,
  },
  {
    id: "discount",
    header: "Discount",
    width: "110px",
    numeric: true,
    cell: ({ discountAmount, currency }) =>
      discountAmount > 0 ? <Money minor={discountAmount} currency={currency} /> : <None />,
  },
  {
    id: "total",
    header: "To pay",
    width: "120px",
    numeric: true,
    cell: ({ totalAmount, currency }) => <Money minor={totalAmount} currency={currency} />,
  },
  {
    id: "created",
    header: "Came",
    width: "140px",
    numeric: true,
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];
