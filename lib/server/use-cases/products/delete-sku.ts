import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { transaction } from "@/lib/server/db/pool";
import { deleteSku as removeSku } from "@/lib/server/db/products/delete-sku";

/** Deletes a SKU. */
export async function deleteSku(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<undefined> {
  authorise(actor, "coupons:write");
  await transaction(async (client) => {
    const productId = await removeSku(client, actor.workspaceId, params.id);
    if (productId === null) throw notFound("SKU");
    const properties = { skuId: params.id, productId };
    await emitInternal(client, actor.workspaceId, [{ name: "sku.deleted", customerId: null, properties }], {
      now: clock(),
    });
  });
}
