import type { compatGetProduct } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listShape } from "@/lib/server/compat/list-shape";
import { findProductOrFail } from "./find-product-or-fail";
import { productObject, skuObject } from "./product-object";

/** One product with its SKUs. */
export async function showProduct({
  actor,
  params,
}: CompatCall<typeof compatGetProduct>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { product, skus } = await findProductOrFail(actor.workspaceId, params.id);
  return {
    status: 200,
    body: { ...productObject(product), skus: listShape("data", skus.map(skuObject), skus.length) },
  };
}
