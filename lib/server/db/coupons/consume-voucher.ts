import { shardOf } from "@/lib/domain/shard";
import { acceptEvents } from "@/lib/server/db/events/accept-events";
import { EVENT_COLUMNS } from "@/lib/server/db/events/event-columns";
import { eventKeyOf } from "@/lib/server/db/events/event-key";
import type { Queryable } from "@/lib/server/db/pool";
import type { RedemptionRecord } from "./insert-redemption";
import { propertiesOfRedemption } from "./properties-of-redemption";

/** An order as it is kept beside a redemption: what is null was not sent, and stays as it is kept already. */
export type KeptOrder = {
  id: string;
  sourceId: string | null;
  /** A new one is paid unless it says; so becomes a kept one that is neither fulfilled nor cancelled. */
  status: string | null;
  items: readonly unknown[] | null;
  metadata: Record<string, unknown>;
};

/** What was written. */
export type ConsumedVoucher = {
  redeemedQuantity: number;
  balance: number | null;
  /** The order that is kept. */
  orderId: string | null;
};

/**
 * Uses a code once, if one use is left that nobody else holds in a session, keeps the redemption and its order, and tells the log of both, all in one
 * statement: of any number of simultaneous callers exactly as many get through as the code allows. Call `wakeWorkers()` once it is committed.
 * @param credits minor units taken from a gift card
 * @param tell whom the redemption concerns on the log, null being the workspace itself, and by which way it came: api | demo
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
    tell,
  }: {
    sessionKey: string | null;
    credits: number | null;
    order: KeptOrder | null;
    tell: { customerId: string | null; source: string };
  },
): Promise<ConsumedVoucher | null> {
  const { rows } = await queryable.query<{
    redeemed_quantity: number;
    balance: number | null;
    order_id: string | null;
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
      tell.customerId,
      shardOf(tell.customerId ?? redemption.workspaceId),
      JSON.stringify(propertiesOfRedemption(redemption)),
      tell.source,
      ...(order
        ? [
            order.id,
            order.sourceId,
            order.status,
            order.items === null ? null : JSON.stringify(order.items),
            JSON.stringify(order.metadata),
            shardOf(redemption.customerId ?? redemption.workspaceId),
            JSON.stringify(propertiesOfOrder(redemption)),
          ]
        : []),
    ],
  });
  const row = rows[0];
  return row
    ? { redeemedQuantity: row.redeemed_quantity, balance: row.balance, orderId: row.order_id }
    : null;
}

/** What the log is told of the order, but for what only the row that is kept knows: its id, its status, and all that was taken off it. */
function propertiesOfOrder(redemption: RedemptionRecord): Record<string, unknown> {
  return {
    sourceId: redemption.orderId,
    amount: redemption.orderAmount,
    currency: redemption.currency,
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

/** One event of the part `said`: its columns without the key, and its position, from a part of the WITH. */
const event = (
  position: number,
  event: {
    name: string;
    customer: string;
    shard: string;
    messageId: string;
    properties: string;
    from: string;
  },
) => `
  SELECT ${event.shard}::smallint AS shard, $7::uuid AS workspace_id, ${event.customer}::uuid AS customer_id, ${event.name} AS name, ${event.messageId} AS message_id,
         ${event.properties} AS properties, $20::timestamptz AS occurred_at, $20::timestamptz AS accepted_at, $26::text AS source, ${position} AS position
  FROM ${event.from}`;

const REDEEMED = event(1, {
  name: "'redemption.succeeded'",
  customer: "$23",
  shard: "$24",
  messageId: "'redemption:' || $6::uuid || ':succeeded'",
  properties: "$25::jsonb",
  from: "used",
});
const ORDER = {
  customer: "$10",
  shard: "$32",
  properties:
    "$33::jsonb || jsonb_build_object('orderId', kept.id, 'status', kept.status, 'discountAmount', kept.discount_amount)",
  from: "kept LEFT JOIN earlier e ON true",
};
const NOTED = event(2, {
  ...ORDER,
  name: "CASE WHEN e.status IS NULL THEN 'order.created' ELSE 'order.updated' END",
  messageId:
    "CASE WHEN e.status IS NULL THEN 'order:' || kept.id || ':created' ELSE gen_random_uuid()::text END",
});
const PAID = event(3, { ...ORDER, name: "'order.paid'", messageId: "'order:' || kept.id || ':paid'" });

const telling = (said: string) => `said AS (${said}
), keyed AS (
  SELECT ${EVENT_COLUMNS}, ${eventKeyOf("workspace_id::text", "message_id")} AS key, position FROM said
), ${acceptEvents("keyed")}`;

const PLAIN = `${USED}, ${telling(REDEEMED)} SELECT redeemed_quantity, balance, NULL::uuid AS order_id FROM used`;

// The status from before is read beside the write: what the order already was is not told again.
const withOrder = (key: "(id)" | "(workspace_id, source_id)") => `${USED}, earlier AS (
  SELECT status FROM shop_order WHERE workspace_id = $7 AND ${key === "(id)" ? "id = $27::uuid" : "source_id = $28::text"}
), kept AS (
  INSERT INTO shop_order AS o (id, workspace_id, source_id, customer_id, status, amount, discount_amount, currency, items, metadata, created_at, updated_at)
  SELECT $27::uuid, $7, $28::text, $10, coalesce($29::text, 'PAID'), $13::bigint, coalesce($14::bigint, 0), $15, coalesce($30::jsonb, '[]'::jsonb), $31::jsonb,
    $20, $20 FROM used
  ON CONFLICT ${key} DO UPDATE
  SET status = CASE WHEN $29::text IS NULL AND o.status IN ('FULFILLED', 'CANCELED') THEN o.status ELSE EXCLUDED.status END,
      amount = EXCLUDED.amount, discount_amount = o.discount_amount + EXCLUDED.discount_amount, items = coalesce($30::jsonb, o.items),
      metadata = o.metadata || EXCLUDED.metadata, customer_id = coalesce(EXCLUDED.customer_id, o.customer_id), updated_at = EXCLUDED.updated_at
  RETURNING o.id, o.status, o.discount_amount
), ${telling(`${REDEEMED} UNION ALL ${NOTED} UNION ALL ${PAID} WHERE kept.status = 'PAID' AND e.status IS DISTINCT FROM 'PAID'`)}
SELECT redeemed_quantity, balance, kept.id AS order_id FROM used LEFT JOIN kept ON true`;

const FOR_OUR_ORDER = withOrder("(id)");
const FOR_THEIR_ORDER = withOrder("(workspace_id, source_id)");
