import type { Metadata } from "next";
import { Suspense } from "react";
import { ProductList } from "@/components/products/product-list";
import { PageSkeleton } from "@/components/ui/page-skeleton";

export const metadata: Metadata = { title: "Products" };

export default function ProductsPage() {
  return (
    <Suspense fallback={<PageSkeleton />}>
      <ProductList />
    </Suspense>
  );
}
