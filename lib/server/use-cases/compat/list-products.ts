import type { compatListProducts } from "@/lib/contracts/compat-records";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listShape } from "@/lib/server/compat/list-shape";
import { countRows } from "@/lib/server/db/count-rows";
import { pool } from "@/lib/server/db/pool";
import { listProducts as readProducts } from "@/lib/server/db/products/list-products";
import { productOf } from "@/lib/server/db/products/product-row";
import { productObject } from "./product-object";

/** A page of products, newest first. */
export async function listProducts({
  actor,
  query,
}: CompatCall<typeof compatListProducts>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { limit, page } = query;
  const rows = await readProducts(pool(), actor.workspaceId, {
    after: null,
    limit,
    offset: (page - 1) * limit,
  });
  const total = await countRows(pool(), "product", actor.workspaceId);
  return {
    status: 200,
    body: listShape(
      "products",
      rows.map((row) => productObject(productOf(row))),
      total,
    ),
  };
}
