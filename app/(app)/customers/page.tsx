import type { Metadata } from "next";
import { Suspense } from "react";
import { CustomerList } from "@/components/customers/customer-list";
import { PageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Customers" };

export default function CustomersPage() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <CustomerList />
    </Suspense>
  );
}
