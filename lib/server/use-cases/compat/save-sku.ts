import type { compatSaveSku } from "@/lib/contracts/compat-records";
import { skuFields } from "@/lib/contracts/products";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { saveSku as keepSku } from "@/lib/server/use-cases/products/save-sku";
import { findProductOrFail } from "./find-product-or-fail";
import { skuObject } from "./product-object";

/** Makes a SKU of a product, or brings the one with the same source_id up to date. */
export async function saveSku({
  actor,
  params,
  body,
}: CompatCall<typeof compatSaveSku>): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  const { product } = await findProductOrFail(actor.workspaceId, params.id);
  const fields = skuFields.safeParse({
    name: body.sku ?? body.name ?? body.source_id,
    sourceId: body.source_id ?? null,
    price: body.price ?? null,
    imageUrl: body.image_url ?? null,
    attributes: body.attributes ?? {},
    metadata: body.metadata ?? {},
  });
  if (!fields.success)
    throw new CompatError(
      "invalid_payload",
      fields.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "),
    );
  return {
    status: 200,
    body: skuObject(await keepSku({ actor, params: { id: product.id }, body: fields.data })),
  };
}
