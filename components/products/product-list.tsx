"use client";

import { Package, Plus } from "lucide-react";
import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useState } from "react";
import { None } from "@/components/coupons/none";
import { Button } from "@/components/ui/button";
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
import { useDeniedReason } from "@/lib/client/queries/me";
import { type ListedProduct, useProductPages } from "@/lib/client/queries/products";
import { ProductDialog } from "./product-dialog";

/** What the shop sells, as rules and discounts name it. The search lives in the address. */
export function ProductList() {
  const router = useRouter();
  const pathname = usePathname();
  const search = useSearchParams().get("search") ?? "";
  const denied = useDeniedReason()("coupons:write", "add products");
  const [adding, setAdding] = useState(false);
  const pages = useProductPages(search);
  const find = (text: string) =>
    router.replace(text ? `${pathname}?${new URLSearchParams({ search: text })}` : pathname, {
      scroll: false,
    });
  const add = (
    <Button variant="primary" disabledReason={denied} onClick={() => setAdding(true)}>
      <Plus aria-hidden />
      Add product
    </Button>
  );
  return (
    <Page fill>
      <PageHeader
        title="Products"
        description="What your shop sells, so that rules and discounts can name it. Your shop can send them by the API."
        actions={add}
      />
      <Toolbar>
        <SearchInput value={search} onChange={find} label="Search products" />
      </Toolbar>
      <DataTable
        fill
        label="Products"
        columns={COLUMNS}
        rowId={({ id }) => id}
        rowHref={({ id }) => `/products/${id}`}
        {...pages.table}
        empty={
          search ? (
            <EmptyState
              icon={<Package />}
              title="No product fits"
              action={<Button onClick={() => find("")}>Show all products</Button>}
            >
              The search looks at names and your shop’s ids.
            </EmptyState>
          ) : (
            <EmptyState icon={<Package />} title="No products yet" action={add}>
              Add those that a rule or a discount shall name.
            </EmptyState>
          )
        }
      />
      <ProductDialog
        open={adding}
        onOpenChange={setAdding}
        onSaved={(product) => router.push(`/products/${product.id}`)}
      />
    </Page>
  );
}

const COLUMNS: readonly DataColumn<ListedProduct>[] = [
  {
    id: "name",
    header: "Product",
    width: "36%",
    truncate: true,
    cell: ({ name }) => (
      <span className="font-medium" dir="auto">
        {name}
      </span>
    ),
  },
  {
    id: "sourceId",
    header: "Your shop’s id",
    truncate: true,
    cell: ({ sourceId }) => (sourceId ? <span className="font-mono">{sourceId}</span> : <None />),
  },
  {
    id: "skus",
    header: "SKUs",
    width: "90px",
    numeric: true,
    cell: ({ skuCount }) => (skuCount > 0 ? <NumberText value={skuCount} /> : <None />),
  },
  {
    id: "price",
    header: "Price",
    width: "120px",
    numeric: true,
    cell: ({ price }) => (price === null ? <None /> : <Money minor={price} />),
  },
  {
    id: "updated",
    header: "Changed",
    width: "150px",
    numeric: true,
    cell: ({ updatedAt }) => <RelativeTime at={updatedAt} />,
  },
];
