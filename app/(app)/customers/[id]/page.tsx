import type { Metadata } from "next";
import { CustomerPage } from "@/components/customers/customer-page";

export const metadata: Metadata = { title: "Customer" };

export default async function OneCustomerPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  return <CustomerPage id={decodeURIComponent(id)} />;
}
