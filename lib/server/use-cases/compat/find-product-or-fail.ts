import { CompatError } from "@/lib/server/compat/errors";
import { uuidOf } from "@/lib/server/compat/ids";
import { pool } from "@/lib/server/db/pool";
import { findProduct } from "@/lib/server/db/products/find-product";
import { productOf, skuOf } from "@/lib/server/db/products/product-row";

/** A product with its SKUs, by id or source_id. @throws CompatError not_found */
export async function findProductOrFail(workspaceId: string, id: string) {
  const found = await findProduct(pool(), workspaceId, { id: uuidOf("prod", id), sourceId: id });
  if (!found) throw new CompatError("not_found", `There is no product ${id}.`, { id, type: "product" });
  return { product: productOf(found.product), skus: found.skus.map(skuOf) };
}
