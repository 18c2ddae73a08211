import type { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { getProductContract, ProductFields, updateProductContract } from "@/lib/contracts/products";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { transaction } from "@/lib/server/db/pool";
import { findProduct } from "@/lib/server/db/products/find-product";
import { saveProduct } from "@/lib/server/db/products/save-product";
import { productDetail } from "./product-detail";

type Change = z.output<NonNullable<typeof updateProductContract.body>>;

/** Changes what is sent of a product. @throws DomainError conflict when another product has the shop's id */
export async function updateProduct(
  { actor, params, body }: { actor: Actor; params: { id: string }; body: Change },
  clock = systemClock,
): Promise<ResponseOf<typeof getProductContract>> {
  authorise(actor, "coupons:write");
  const { workspaceId } = actor;
  return await transaction(async (client) => {
    const { skus, skuCount, createdAt, updatedAt, id, ...before } = await productDetail(client, workspaceId, {
      id: params.id,
      sourceId: null,
    });
    const changes = Object.entries(body).filter(([, value]) => value !== undefined);
    const after: ProductFields = { ...before, ...Object.fromEntries(changes) };
    const other =
      after.sourceId === null
        ? null
        : await findProduct(client, workspaceId, { id: null, sourceId: after.sourceId });
    if (other && other.product.id !== id)
      throw new DomainError("conflict", `Another product has the id ${after.sourceId} already.`, {
        issues: [{ path: "sourceId", message: "taken by another product", fix: "Choose another id." }],
      });
    await saveProduct(client, { ...after, id, workspaceId }, clock());
    const properties = { productId: id, fields: changes.map(([field]) => field) };
    await emitInternal(client, workspaceId, [{ name: "product.updated", customerId: null, properties }], {
      now: clock(),
    });
    return await productDetail(client, workspaceId, { id, sourceId: null });
  });
}
