import type { compatDeleteSku } from "@/lib/contracts/compat-extras";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { deleteSku as remove } from "@/lib/server/use-cases/products/delete-sku";
import { findSkuOrFail } from "./find-sku-or-fail";

/** Deletes a SKU of a product. */
export async function deleteSku({
  actor,
  params,
}: CompatCall<typeof compatDeleteSku>): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  const { id } = await findSkuOrFail(actor.workspaceId, params.skuId, params.id);
  await remove({ actor, params: { id } });
  return { status: 204, body: null };
}
