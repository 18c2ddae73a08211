import type { compatDeleteProduct } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { deleteProduct as removeProduct } from "@/lib/server/use-cases/products/delete-product";
import { findProductOrFail } from "./find-product-or-fail";

/** Deletes a product with its SKUs. */
export async function deleteProduct({
  actor,
  params,
}: CompatCall<typeof compatDeleteProduct>): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  const { product } = await findProductOrFail(actor.workspaceId, params.id);
  await removeProduct({ actor, params: { id: product.id } });
  return { status: 204, body: null };
}
