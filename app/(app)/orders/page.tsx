import type { Metadata } from "next";
import { Suspense } from "react";
import { OrderList } from "@/components/orders/order-list";
import { PageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Orders" };

export default function OrdersPage() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <OrderList />
    </Suspense>
  );
}
