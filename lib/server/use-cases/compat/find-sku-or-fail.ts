import { CompatError } from "@/lib/server/compat/errors";
import { uuidOf } from "@/lib/server/compat/ids";
import { pool } from "@/lib/server/db/pool";
import { findSku } from "@/lib/server/db/products/find-sku";
import { skuOf } from "@/lib/server/db/products/product-row";
import { findProductOrFail } from "./find-product-or-fail";

/** A SKU by id or source_id; of this product alone when one is named. @throws CompatError not_found */
export async function findSkuOrFail(workspaceId: string, text: string, productText: string | null = null) {
  const product = productText === null ? null : (await findProductOrFail(workspaceId, productText)).product;
  const row = await findSku(pool(), workspaceId, { id: uuidOf("sku", text), sourceId: text });
  if (!row || (product && row.product_id !== product.id))
    throw new CompatError("not_found", `There is no SKU ${text}.`, { id: text, type: "sku" });
  return skuOf(row);
}
