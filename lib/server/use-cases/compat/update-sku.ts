import type { compatUpdateSku } from "@/lib/contracts/compat-extras";
import { skuFields } from "@/lib/contracts/products";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { issuesOf } from "@/lib/server/http/read-json";
import { saveSku } from "@/lib/server/use-cases/products/save-sku";
import { findSkuOrFail } from "./find-sku-or-fail";
import { skuObject } from "./product-object";

/** Changes what is sent of a SKU; what is left out stays. */
export async function updateSku({
  actor,
  params,
  body,
}: CompatCall<typeof compatUpdateSku>): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  const before = await findSkuOrFail(actor.workspaceId, params.skuId, params.id);
  const { sku, source_id, price, image_url, attributes, metadata } = body;
  const read = skuFields.safeParse({
    name: sku ?? before.name,
    sourceId: source_id ?? before.sourceId,
    price: price === undefined ? before.price : price,
    imageUrl: image_url === undefined ? before.imageUrl : image_url,
    attributes: attributes ?? before.attributes,
    metadata: metadata ? { ...before.metadata, ...metadata } : before.metadata,
  });
  if (!read.success) {
    const problems = issuesOf(read.error).map(({ path, message }) => `${path}: ${message}`);
    throw new CompatError("invalid_payload", problems.join("; "));
  }
  const saved = await saveSku({ actor, params: { id: before.productId, skuId: before.id }, body: read.data });
  return { status: 200, body: skuObject(saved) };
}
