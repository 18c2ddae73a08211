import type { ProductFields, SkuFields } from "@/lib/contracts/products";

/** A product as stored. Price in minor units. */
export type ProductRow = {
  id: string;
  source_id: string | null;
  name: string;
  price: number | null;
  image_url: string | null;
  attributes: string[];
  metadata: Record<string, unknown>;
  sku_count: number;
  created_at: Date;
  updated_at: Date;
};

/** The columns of ProductRow, of a product called `p`. */
export const PRODUCT_COLUMNS = `p.id, p.source_id, p.name, p.price, p.image_url, p.attributes, p.metadata, p.created_at, p.updated_at,
  (SELECT count(*) FROM sku s WHERE s.product_id = p.id) AS sku_count`;

export type SkuRow = Omit<ProductRow, "attributes" | "sku_count"> & {
  product_id: string;
  attributes: Record<string, unknown>;
};

/** The columns of SkuRow. */
export const SKU_COLUMNS =
  "id, product_id, source_id, name, price, image_url, attributes, metadata, created_at, updated_at";

type Stamps = { id: string; createdAt: string; updatedAt: string };

/** A product in the API's words. */
export function productOf(row: ProductRow): ProductFields & Stamps & { skuCount: number } {
  return { ...common(row), attributes: row.attributes, skuCount: row.sku_count };
}

/** A SKU in the API's words. */
export function skuOf(row: SkuRow): SkuFields & Stamps & { productId: string } {
  return { ...common(row), attributes: row.attributes, productId: row.product_id };
}

function common(
  row: Pick<
    ProductRow,
    "id" | "source_id" | "name" | "price" | "image_url" | "metadata" | "created_at" | "updated_at"
  >,
) {
  return {
    id: row.id,
    sourceId: row.source_id,
    name: row.name,
    price: row.price,
    imageUrl: row.image_url,
    metadata: row.metadata,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
