import type { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listOrdersContract } from "@/lib/contracts/orders";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { listOrders as readOrders } from "@/lib/server/db/orders/list-orders";
import { orderOf } from "@/lib/server/db/orders/order-row";
import { pool } from "@/lib/server/db/pool";
import { pageOfRows, positionOf } from "@/lib/server/use-cases/coupons/page-of-rows";

type Query = z.output<NonNullable<typeof listOrdersContract.query>>;

/** A page of orders, newest first. */
export async function listOrders({
  actor,
  query,
}: {
  actor: Actor;
  query: Query;
}): Promise<ResponseOf<typeof listOrdersContract>> {
  authorise(actor, "read");
  const rows = await readOrders(pool(), actor.workspaceId, {
    search: query.search,
    status: query.status,
    after: positionOf(query.cursor),
    limit: query.limit + 1,
  });
  const { page, nextCursor } = pageOfRows(rows, query.limit);
  return { data: page.map(orderOf), nextCursor };
}
