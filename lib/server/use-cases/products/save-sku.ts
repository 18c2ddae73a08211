import { v7 as uuid } from "uuid";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { SkuFields, saveSkuContract } from "@/lib/contracts/products";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { transaction } from "@/lib/server/db/pool";
import { skuOf } from "@/lib/server/db/products/product-row";
import { saveSku as writeSku } from "@/lib/server/db/products/save-sku";
import { productDetail } from "./product-detail";

/** Adds a SKU to a product, or changes the one with the same sourceId or `skuId`. */
export async function saveSku(
  { actor, params, body }: { actor: Actor; params: { id: string; skuId?: string }; body: SkuFields },
  clock = systemClock,
): Promise<ResponseOf<typeof saveSkuContract>> {
  authorise(actor, "coupons:write");
  const { workspaceId } = actor;
  return await transaction(async (client) => {
    const product = await productDetail(client, workspaceId, { id: params.id, sourceId: null });
    const id = params.skuId ?? uuid();
    const saved = await writeSku(client, { ...body, id, workspaceId, productId: product.id }, clock());
    if (!saved)
      throw new DomainError("conflict", `A SKU of another product has the id ${body.sourceId} already.`, {
        issues: [
          { path: "sourceId", message: "taken by a SKU of another product", fix: "Choose another id." },
        ],
      });
    const name = saved.created ? "sku.created" : "sku.updated";
    const properties = { skuId: saved.row.id, productId: product.id, sourceId: body.sourceId };
    await emitInternal(client, workspaceId, [{ name, customerId: null, properties }], { now: clock() });
    return skuOf(saved.row);
  });
}
