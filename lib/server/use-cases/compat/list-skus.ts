import type { compatListSkus } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listShape } from "@/lib/server/compat/list-shape";
import { findProductOrFail } from "./find-product-or-fail";
import { skuObject } from "./product-object";

/** The SKUs of a product. */
export async function listSkus({ actor, params }: CompatCall<typeof compatListSkus>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { skus } = await findProductOrFail(actor.workspaceId, params.id);
  return { status: 200, body: listShape("skus", skus.map(skuObject), skus.length) };
}
