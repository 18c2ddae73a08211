import type { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listProductsContract } from "@/lib/contracts/products";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { listProducts as readProducts } from "@/lib/server/db/products/list-products";
import { productOf } from "@/lib/server/db/products/product-row";
import { pageOfRows, positionOf } from "@/lib/server/use-cases/coupons/page-of-rows";

type Query = z.output<NonNullable<typeof listProductsContract.query>>;

/** A page of products, newest first. */
export async function listProducts({
  actor,
  query,
}: {
  actor: Actor;
  query: Query;
}): Promise<ResponseOf<typeof listProductsContract>> {
  authorise(actor, "read");
  const rows = await readProducts(pool(), actor.workspaceId, {
    search: query.search,
    sourceIds: query.sourceId === undefined ? undefined : [query.sourceId].flat(),
    after: positionOf(query.cursor),
    limit: query.limit + 1,
  });
  const { page, nextCursor } = pageOfRows(rows, query.limit);
  return { data: page.map(productOf), nextCursor };
}
