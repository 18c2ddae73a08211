"use client";

import Link from "next/link";
import { None } from "@/components/coupons/none";
import { Card } from "@/components/ui/card";
import { ErrorState } from "@/components/ui/error-state";
import { Money } from "@/components/ui/money";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/page-skeleton";
import { RelativeTime } from "@/components/ui/relative-time";
import { Stat } from "@/components/ui/stat";
import { Table, Td, Th } from "@/components/ui/table";
import { type OrderDetail, useOrder } from "@/lib/client/queries/orders";
import { OrderItems } from "./order-items";
import { OrderStatus } from "./order-status";

/** One order: its money, its items, and the codes used for it. */
export function OrderPage({ id }: { id: string }) {
  const order = useOrder(id);
  if (order.isPending) return <PageSkeleton />;
  if (order.isError) {
    return (
      <Page>
        <ErrorState
          title="The order could not be loaded"
          error={order.error}
          onRetry={() => void order.refetch()}
        />
      </Page>
    );
  }
  return <Loaded order={order.data} />;
}

function Loaded({ order }: { order: OrderDetail }) {
  const { currency, customerId, customerName } = order;
  const money = (minor: number) => <Money minor={minor} currency={currency} />;
  return (
    <Page>
      <PageHeader
        title={order.sourceId ?? order.id}
        badge={<OrderStatus status={order.status} />}
        back={{ href: "/orders", label: "Orders" }}
      />
      <Card>
        <div className="grid grid-cols-[repeat(auto-fit,minmax(8rem,1fr))] gap-5">
          <Stat label="Before the discount" value={money(order.amount)} />
          <Stat label="Discount" value={money(order.discountAmount)} />
          <Stat label="To pay" value={money(order.totalAmount)} />
          <Stat
            label="Customer"
            value={
              customerId ? (
                <Link
                  href={`/customers/${customerId}`}
                  dir="auto"
                  className="underline-offset-2 hover:underline"
                >
                  {customerName ?? "Unnamed"}
                </Link>
              ) : (
                <None />
              )
            }
          />
          <Stat label="Received" value={<RelativeTime at={order.createdAt} />} />
        </div>
      </Card>
      <Card title="Items" flush={order.items.length > 0}>
        <OrderItems items={order.items} currency={currency} />
      </Card>
      <Card title="Codes used for it" flush={order.redemptions.length > 0}>
        {order.redemptions.length === 0 ? (
          <p className="text-muted text-sm">No code was used for this order.</p>
        ) : (
          <Table aria-label="Codes used for it">
            <thead>
              <tr>
                <Th>Code</Th>
                <Th>What became of it</Th>
                <Th numeric>Discount</Th>
                <Th numeric>When</Th>
              </tr>
            </thead>
            <tbody>
              {order.redemptions.map((redemption) => (
                <tr key={redemption.id}>
                  <Td className="font-mono">
                    <Link
                      href={`/campaigns/${redemption.campaignId}?tab=redemptions`}
                      className="underline-offset-2 hover:underline"
                    >
                      {redemption.code}
                    </Link>
                  </Td>
                  <Td>{WORDS[redemption.status] ?? redemption.status}</Td>
                  <Td numeric>
                    {redemption.discountAmount === null ? <None /> : money(redemption.discountAmount)}
                  </Td>
                  <Td numeric>
                    <RelativeTime at={redemption.createdAt} />
                  </Td>
                </tr>
              ))}
            </tbody>
          </Table>
        )}
      </Card>
    </Page>
  );
}

const WORDS: Record<string, string> = {
  succeeded: "Redeemed",
  failed: "Refused",
  rolled_back: "Taken back",
};
