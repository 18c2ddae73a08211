import type { ResponseOf } from "@/lib/contracts/contract";
import type { getProductContract } from "@/lib/contracts/products";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { productDetail } from "./product-detail";

/** One product with its SKUs. */
export async function getProduct({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<ResponseOf<typeof getProductContract>> {
  authorise(actor, "read");
  return await productDetail(pool(), actor.workspaceId, { id: params.id, sourceId: null });
}
