import type { SkuFields } from "@/lib/contracts/products";
import { publicId } from "@/lib/server/compat/ids";
import type { productOf, skuOf } from "@/lib/server/db/products/product-row";

/** A product as the compatible API shows it. */
export function productObject(product: ReturnType<typeof productOf>): Record<string, unknown> {
  return {
    id: publicId("prod", product.id),
    source_id: product.sourceId,
    name: product.name,
    price: product.price,
    attributes: product.attributes,
    metadata: product.metadata,
    image_url: product.imageUrl,
    created_at: product.createdAt,
    updated_at: product.updatedAt,
    object: "product",
  };
}

/** A SKU as the compatible API shows it. */
export function skuObject(
  sku: SkuFields & Pick<ReturnType<typeof skuOf>, "id" | "productId" | "createdAt" | "updatedAt">,
): Record<string, unknown> {
  return {
    id: publicId("sku", sku.id),
    source_id: sku.sourceId,
    product_id: publicId("prod", sku.productId),
    sku: sku.name,
    price: sku.price,
    attributes: sku.attributes,
    metadata: sku.metadata,
    image_url: sku.imageUrl,
    created_at: sku.createdAt,
    updated_at: sku.updatedAt,
    object: "sku",
  };
}
