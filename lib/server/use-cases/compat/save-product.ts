import type { CompatProduct } from "@/lib/contracts/compat-records";
import { productFields } from "@/lib/contracts/products";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer } from "@/lib/server/compat/compat-route";
import { CompatError } from "@/lib/server/compat/errors";
import { saveProduct as keepProduct } from "@/lib/server/use-cases/products/save-product";
import { updateProduct } from "@/lib/server/use-cases/products/update-product";
import { findProductOrFail } from "./find-product-or-fail";
import { productObject } from "./product-object";

type Call = { actor: Actor; params: { id?: string }; body: CompatProduct };

/** Makes a product, or brings the one with this id or source_id up to date. */
export async function saveProduct({ actor, params, body }: Call): Promise<CompatAnswer> {
  authorise(actor, "coupons:write");
  const given = Object.entries({
    name: body.name,
    sourceId: body.source_id,
    price: body.price,
    imageUrl: body.image_url,
    attributes: body.attributes,
    metadata: body.metadata,
  }).filter(([, value]) => value !== undefined && value !== null);
  const before =
    params.id === undefined ? null : (await findProductOrFail(actor.workspaceId, params.id)).product;
  const base = before && {
    name: before.name,
    sourceId: before.sourceId,
    price: before.price,
    imageUrl: before.imageUrl,
    attributes: before.attributes,
    metadata: before.metadata,
  };
  const fields = productFields.safeParse({ ...base, ...Object.fromEntries(given) });
  if (!fields.success)
    throw new CompatError(
      "invalid_payload",
      fields.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "),
    );
  const saved = before
    ? await updateProduct({ actor, params: { id: before.id }, body: fields.data })
    : await keepProduct({ actor, body: fields.data });
  return { status: 200, body: productObject(saved) };
}
