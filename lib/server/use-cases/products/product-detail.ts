import type { ResponseOf } from "@/lib/contracts/contract";
import type { getProductContract } from "@/lib/contracts/products";
import { notFound } from "@/lib/domain/errors";
import type { Queryable } from "@/lib/server/db/pool";
import { findProduct } from "@/lib/server/db/products/find-product";
import { productOf, skuOf } from "@/lib/server/db/products/product-row";

/** A product with its SKUs in the API's words. @throws DomainError not_found */
export async function productDetail(
  queryable: Queryable,
  workspaceId: string,
  by: { id: string | null; sourceId: string | null },
): Promise<ResponseOf<typeof getProductContract>> {
  const found = await findProduct(queryable, workspaceId, by);
  if (!found) throw notFound("product");
  return { ...productOf(found.product), skus: found.skus.map(skuOf) };
}
