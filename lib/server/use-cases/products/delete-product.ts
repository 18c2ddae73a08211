import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { transaction } from "@/lib/server/db/pool";
import { deleteProduct as removeProduct } from "@/lib/server/db/products/delete-product";

/** Deletes a product and its SKUs; orders keep what they say of it. */
export async function deleteProduct(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<undefined> {
  authorise(actor, "coupons:write");
  await transaction(async (client) => {
    if (!(await removeProduct(client, actor.workspaceId, params.id))) throw notFound("product");
    const properties = { productId: params.id };
    await emitInternal(
      client,
      actor.workspaceId,
      [{ name: "product.deleted", customerId: null, properties }],
      { now: clock() },
    );
  });
}
