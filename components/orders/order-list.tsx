"use client";

import { ShoppingBag } from "lucide-react";
import Link from "next/link";
import { None } from "@/components/coupons/none";
import { ExportButton } from "@/components/exports/export-button";
import { ListPage } from "@/components/list/list-page";
import { Button } from "@/components/ui/button";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { Money } from "@/components/ui/money";
import { RelativeTime } from "@/components/ui/relative-time";
import { Select } from "@/components/ui/select";
import { type ListedOrder, useOrderPages } from "@/lib/client/queries/orders";
import { useListAddress } from "@/lib/client/use-list-address";
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
  const [{ search, status }, go] = useListAddress({
    search: "",
    status: ["all", "CREATED", "PAID", "FULFILLED", "CANCELED"],
  });
  const { table } = useOrderPages({ search, status: status === "all" ? undefined : status });
  return (
    <ListPage
      title="Orders"
      description="What your shop told of: before the discount, the discount, and what was left to pay."
      actions={<ExportButton what={ordersExport({ search, status })} />}
      one="order"
      many="orders"
      icon={<ShoppingBag />}
      columns={COLUMNS}
      table={table}
      hrefOf={({ id }) => `/orders/${id}`}
      search={search}
      searchHint="The search finds your shop’s whole id of an order."
      placeholder="Your shop’s id of the order"
      filtered={status !== "all"}
      filter={
        <div className="w-44">
          <Select
            aria-label="Which orders"
            value={status}
            onChange={(next) => go({ status: next })}
            options={STATUSES}
          />
        </div>
      }
      onSearch={(text) => go({ search: text })}
      onShowAll={() => go({ search: "", status: "all" })}
      none={{
        title: "No orders yet",
        text: "They appear when a code is used on one, or when your shop sends them by the API.",
        action: (
          <Button asChild>
            <Link href="/docs/api">See how to send them</Link>
          </Button>
        ),
      }}
    />
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
    header: "Received",
    width: "180px",
    numeric: true,
    cell: ({ createdAt }) => <RelativeTime at={createdAt} />,
  },
];
