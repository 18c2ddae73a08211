"use client";

import { Package, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { None } from "@/components/coupons/none";
import { ListPage } from "@/components/list/list-page";
import { Button } from "@/components/ui/button";
import type { DataColumn } from "@/components/ui/data-table-columns";
import { Money } from "@/components/ui/money";
import { NumberText } from "@/components/ui/number";
import { RelativeTime } from "@/components/ui/relative-time";
import { useDeniedReason } from "@/lib/client/queries/me";
import { type ListedProduct, useProductPages } from "@/lib/client/queries/products";
import { useListAddress } from "@/lib/client/use-list-address";
import { ProductDialog } from "./product-dialog";

/** What the shop sells, as rules and discounts name it. The search lives in the address. */
export function ProductList() {
  const router = useRouter();
  const denied = useDeniedReason()("coupons:write", "add products");
  const [adding, setAdding] = useState(false);
  const [{ search }, go] = useListAddress({ search: "" });
  const { table } = useProductPages(search);
  return (
    <ListPage
      title="Products"
      description="What your shop sells, so that rules and discounts can name it. Your shop can send them by the API."
      create={
        <Button variant="primary" disabledReason={denied} onClick={() => setAdding(true)}>
          <Plus aria-hidden />
          Add product
        </Button>
      }
      one="product"
      many="products"
      icon={<Package />}
      columns={COLUMNS}
      table={table}
      hrefOf={({ id }) => `/products/${id}`}
      search={search}
      searchHint="The search looks at names and your shop’s ids."
      onSearch={(text) => go({ search: text })}
      onShowAll={() => go({ search: "" })}
      none={{ title: "No products yet", text: "Add those that a rule or a discount shall name." }}
    >
      <ProductDialog
        open={adding}
        onOpenChange={setAdding}
        onSaved={(product) => router.push(`/products/${product.id}`)}
      />
    </ListPage>
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
