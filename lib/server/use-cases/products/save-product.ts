import { v7 as uuid } from "uuid";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { getProductContract, ProductFields } from "@/lib/contracts/products";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { transaction } from "@/lib/server/db/pool";
import { saveProduct as writeProduct } from "@/lib/server/db/products/save-product";
import { productDetail } from "./product-detail";

/** Adds a product, or changes the one with the same sourceId. */
export async function saveProduct(
  { actor, body }: { actor: Actor; body: ProductFields },
  clock = systemClock,
): Promise<ResponseOf<typeof getProductContract>> {
  authorise(actor, "coupons:write");
  const { workspaceId } = actor;
  return await transaction(async (client) => {
    const { id, created } = await writeProduct(client, { ...body, id: uuid(), workspaceId }, clock());
    const name = created ? "product.created" : "product.updated";
    const properties = { productId: id, sourceId: body.sourceId, productName: body.name, price: body.price };
    await emitInternal(client, workspaceId, [{ name, customerId: null, properties }], { now: clock() });
    return await productDetail(client, workspaceId, { id, sourceId: null });
  });
}
