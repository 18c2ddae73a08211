import type { compatGetSku } from "@/lib/contracts/compat-extras";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { findSkuOrFail } from "./find-sku-or-fail";
import { skuObject } from "./product-object";

/** One SKU. */
export async function showSku({ actor, params }: CompatCall<typeof compatGetSku>): Promise<CompatAnswer> {
  authorise(actor, "read");
  return { status: 200, body: skuObject(await findSkuOrFail(actor.workspaceId, params.id)) };
}
