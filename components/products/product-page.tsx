"use client";

import { Pencil, Trash2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { toast } from "sonner";
import { None } from "@/components/coupons/none";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ErrorState } from "@/components/ui/error-state";
import { Money } from "@/components/ui/money";
import { Page } from "@/components/ui/page";
import { PageHeader } from "@/components/ui/page-header";
import { PageSkeleton } from "@/components/ui/page-skeleton";
import { RelativeTime } from "@/components/ui/relative-time";
import { useDeniedReason } from "@/lib/client/queries/me";
import { type ProductDetail, useDeleteProduct, useProduct } from "@/lib/client/queries/products";
import { plural } from "@/lib/utils/plural";
import { ProductDialog } from "./product-dialog";
import { ProductSkus } from "./product-skus";

/** One product with its SKUs. */
export function ProductPage({ id }: { id: string }) {
  const product = useProduct(id);
  if (product.isPending) return <PageSkeleton />;
  if (product.isError) {
    return (
      <Page>
        <ErrorState
          title="The product could not be loaded"
          error={product.error}
          onRetry={() => void product.refetch()}
        />
      </Page>
    );
  }
  return <Loaded product={product.data} />;
}

function Loaded({ product }: { product: ProductDetail }) {
  const router = useRouter();
  const denied = useDeniedReason()("coupons:write", "change products");
  const remove = useDeleteProduct(product.id);
  const [editing, setEditing] = useState(false);
  return (
    <Page>
      <PageHeader
        title={product.name}
        back={{ href: "/products", label: "Products" }}
        actions={
          <>
            <ConfirmDialog
              trigger={
                <Button disabledReason={denied}>
                  <Trash2 aria-hidden />
                  Delete
                </Button>
              }
              title={`Delete ${product.name}`}
              consequences={`${product.skus.length > 0 ? `Its ${plural(product.skus.length, "SKU")} go with it. ` : ""}Rules that name it find it in no order any more by its name here. This cannot be undone.`}
              verb="Delete product"
              danger
              onConfirm={async () => {
                await remove.mutateAsync(undefined);
                toast.success("Product deleted", { description: product.name });
                router.push("/products");
              }}
            />
            <Button disabledReason={denied} onClick={() => setEditing(true)}>
              <Pencil aria-hidden />
              Change
            </Button>
          </>
        }
      />
      <Card>
        <dl className="grid gap-4 text-sm sm:grid-cols-3">
          <div>
            <dt className="text-muted text-xs">Your shop’s id</dt>
            <dd className="font-mono">{product.sourceId ?? <None />}</dd>
          </div>
          <div>
            <dt className="text-muted text-xs">Price</dt>
            <dd>{product.price === null ? <None /> : <Money minor={product.price} />}</dd>
          </div>
          <div>
            <dt className="text-muted text-xs">Changed</dt>
            <dd>
              <RelativeTime at={product.updatedAt} />
            </dd>
          </div>
        </dl>
      </Card>
      <ProductSkus product={product} denied={denied} />
      <ProductDialog open={editing} onOpenChange={setEditing} product={product} />
    </Page>
  );
}
