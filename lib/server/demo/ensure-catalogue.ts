import { productFields } from "@/lib/contracts/products";
import { PRODUCTS } from "@/lib/domain/demo-shop/products";
import { segmentRule } from "@/lib/domain/segment/rule";
import type { Actor } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { saveProduct } from "@/lib/server/use-cases/products/save-product";
import { createSegment } from "@/lib/server/use-cases/segments/create-segment";

/**
 * The demo shop's range, and segments of its customers, which the worker fills once it runs. What a try that was cut off has made is left as it is.
 */
export async function ensureCatalogue(actor: Actor, at: Date): Promise<void> {
  const clock = () => at;
  const { rows } = await pool().query<{ products: boolean; segments: boolean }>(
    `SELECT EXISTS (SELECT FROM product WHERE workspace_id = $1) AS products, EXISTS (SELECT FROM segment WHERE workspace_id = $1) AS segments`,
    [actor.workspaceId],
  );
  if (!rows[0]?.products)
    for (const { sku, name, price, blurb } of PRODUCTS)
      await saveProduct(
        { actor, body: productFields.parse({ name, sourceId: sku, price, metadata: { blurb } }) },
        clock,
      );
  if (!rows[0]?.segments)
    for (const segment of SEGMENTS)
      await createSegment(
        { actor, body: { ...segment, type: "auto", rule: segmentRule.parse(segment.rule) } },
        clock,
      );
}

const happened = (
  event: string,
  metric: "occurred" | "last_occurred",
  comparison: "more_than" | "exactly" | "less_than",
  value: number,
) => ({ event, metric, comparison, value });

const SEGMENTS = [
  {
    name: "Left a cart this week",
    description: "Put something into the cart in the last seven days and has never bought.",
    rule: {
      match: "all",
      filters: [
        happened("itemAddedToCart", "last_occurred", "less_than", 7),
        happened("PurchaseFinished", "occurred", "exactly", 0),
      ],
    },
  },
  {
    name: "Bought more than once",
    description: "Two orders or more.",
    rule: { match: "all", filters: [happened("PurchaseFinished", "occurred", "more_than", 1)] },
  },
  {
    name: "Gold customers",
    description: "Those of the highest tier.",
    rule: {
      match: "all",
      filters: [{ field: "customer.attributes.tier", operator: "is", value: "gold" }],
    },
  },
];
