import type { compatBulkProducts, compatProductsMetadata } from "@/lib/contracts/compat-imports";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { changeMany } from "./change-many";
import { findProductOrFail } from "./find-product-or-fail";
import { saveProduct } from "./save-product";

/** Changes many products by their source_id. */
export async function bulkProducts({
  actor,
  ...call
}: CompatCall<typeof compatBulkProducts>): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  return await changeMany({ actor, ...call }, "PRODUCTS.BULK_UPDATE", call.body, {
    named: ({ source_id }) => ({ source_id }),
    work: (body) => saveProduct({ actor, params: { id: body.source_id }, body }),
  });
}

/** Puts the same metadata on many products, beside what they have. */
export async function productsMetadata({
  actor,
  ...call
}: CompatCall<typeof compatProductsMetadata>): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  const { source_ids, metadata } = call.body;
  return await changeMany({ actor, ...call }, "PRODUCTS.METADATA_UPDATE", source_ids, {
    named: (source_id) => ({ source_id }),
    work: async (source_id) => {
      const { product } = await findProductOrFail(actor.workspaceId, source_id);
      return await saveProduct({
        actor,
        params: { id: source_id },
        body: { metadata: { ...product.metadata, ...metadata } },
      });
    },
  });
}
