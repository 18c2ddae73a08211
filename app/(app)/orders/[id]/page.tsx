import type { Metadata } from "next";
import { OrderPage } from "@/components/orders/order-page";

export const metadata: Metadata = { title: "Order" };

export default async function OneOrderPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <OrderPage id={id} />;
}
