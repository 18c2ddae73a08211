import type { Queryable } from "@/lib/server/db/pool";
import type { RedemptionRecord } from "./insert-redemption";

/** An order as it is kept beside a redemption. Money in minor units. */
export type KeptOrder = {
  id: string;
  sourceId: string | null;
  status: string;
  items: readonly unknown[];
  metadata: Record<string, unknown>;
};

/** What was written. */
export type ConsumedVoucher = {
  redeemedQuantity: number;
  balance: number | null;
  /** The order as it is kept, and the status it had before; null when it is new. */
  order: { id: string; status: string; before: string | null } | null;
};

/**
 * Uses a code once, if one use is left that nobody else holds in a session, and keeps the redemption and its order, all in one
 * statement: of any number of simultaneous callers exactly as many get through as the code allows.
 * @param credits minor units taken from a gift card
 * @returns null when this caller did not get it; nothing is written then
 */
export async function consumeVoucher(
  queryable: Queryable,
  voucher: { shard: number; id: string },
  redemption: RedemptionRecord,
  {
    sessionKey,
    credits,
    order,
  }: { sessionKey: string | null; credits: number | null; order: KeptOrder | null },
): Promise<ConsumedVoucher | null> {
  const { rows } = await queryable.query<{
    redeemed_quantity: number;
    balance: number | null;
    order_id: string | null;
    order_status: string | null;
    earlier_status: string | null;
  }>({
    ...statementFor(order),
    values: [
      voucher.shard,
      voucher.id,
      redemption.createdAt,
      sessionKey ?? "",
      credits ?? 0,
      redemption.id,
      redemption.workspaceId,
      redemption.campaignId,
      redemption.code,
      redemption.customerId,
      redemption.runId,
      redemption.orderId,
      redemption.orderAmount,
      redemption.discountAmount,
      redemption.currency,
      redemption.order === null ? null : JSON.stringify(redemption.order),
      JSON.stringify(redemption.metadata),
      redemption.trackingId,
      redemption.demo,
      new Date(redemption.createdAt),
      redemption.parentId,
      JSON.stringify(redemption.counted),
      ...(order
        ? [
            order.id,
            order.sourceId,
            order.status,
            JSON.stringify(order.items),
            JSON.stringify(order.metadata),
          ]
        : []),
    ],
  });
  const row = rows[0];
  if (!row) return null;
  return {
    redeemedQuantity: row.redeemed_quantity,
    balance: row.balance,
    order:
      row.order_id !== null && row.order_status !== null
        ? { id: row.order_id, status: row.order_status, before: row.earlier_status }
        : null,
  };
}

/** An order that has an id of the shop's is found by it; any other by ours. */
function statementFor(order: KeptOrder | null): { name: string; text: string } {
  if (!order) return { name: "use-voucher", text: PLAIN };
  return order.sourceId === null
    ? { name: "use-voucher-for-our-order", text: FOR_OUR_ORDER }
    : { name: "use-voucher-for-order", text: FOR_THEIR_ORDER };
}

// A use that somebody holds in a session that lives counts as taken, unless the session is the caller's own.
const USED = `
WITH used AS (
  UPDATE voucher SET redeemed_quantity = redeemed_quantity + 1, balance = balance - $5::bigint, sessions = sessions - $4::text
  WHERE shard = $1 AND id = $2 AND active
    AND (quantity IS NULL OR redeemed_quantity < quantity)
    AND (balance IS NULL OR balance >= $5::bigint)
    AND (quantity IS NULL OR sessions = '{}'::jsonb OR redeemed_quantity + (
      SELECT count(*) FROM jsonb_each_text(sessions) s WHERE s.key <> $4::text AND s.value::bigint > $3::bigint
    ) < quantity)
  RETURNING redeemed_quantity, balance
), saved AS (
  INSERT INTO redemption (id, workspace_id, campaign_id, voucher_id, code, customer_id, run_id, status, order_id,
    order_amount, discount_amount, currency, "order", metadata, tracking_id, demo, created_at, parent_id, counted)
  SELECT $6, $7, $8, $2, $9, $10, $11, 'succeeded', $12, $13, $14, $15, $16::jsonb, $17::jsonb, $18, $19, $20, $21, $22::jsonb FROM used
)`;

const PLAIN = `${USED} SELECT redeemed_quantity, balance, NULL::uuid AS order_id, NULL::text AS order_status, NULL::text AS earlier_status FROM used`;

// The status from before is read beside the write: what the order already was is not told again.
const withOrder = (key: "(id)" | "(workspace_id, source_id)") => `${USED}, earlier AS (
  SELECT status FROM shop_order WHERE workspace_id = $7 AND ${key === "(id)" ? "id = $23::uuid" : "source_id = $24::text"}
), kept AS (
  INSERT INTO shop_order AS o (id, workspace_id, source_id, customer_id, status, amount, discount_amount, currency, items, metadata, created_at, updated_at)
  SELECT $23::uuid, $7, $24::text, $10, $25::text, $13::bigint, coalesce($14::bigint, 0), $15, $26::jsonb, $27::jsonb, $20, $20 FROM used
  ON CONFLICT ${key} DO UPDATE
  SET status = EXCLUDED.status, amount = EXCLUDED.amount, discount_amount = EXCLUDED.discount_amount, items = EXCLUDED.items,
      metadata = o.metadata || EXCLUDED.metadata, customer_id = coalesce(EXCLUDED.customer_id, o.customer_id), updated_at = EXCLUDED.updated_at
  RETURNING o.id, o.status
)
SELECT redeemed_quantity, balance, kept.id AS order_id, kept.status AS order_status, (SELECT status FROM earlier) AS earlier_status
FROM used LEFT JOIN kept ON true`;

const FOR_OUR_ORDER = withOrder("(id)");
const FOR_THEIR_ORDER = withOrder("(workspace_id, source_id)");
