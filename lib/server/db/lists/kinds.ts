import { customerJoin, type ListField, type ListKind } from "./list-kind";

const text = (sql: string): ListField => ({ sql, type: "text" });
const number = (sql: string): ListField => ({ sql, type: "number" });
const moment = (sql: string): ListField => ({ sql, type: "moment" });
const json = (sql: string): ListField => ({ sql, type: "json" });
const boolean = (sql: string): ListField => ({ sql, type: "boolean" });

const BUYER: Record<string, ListField> = {
  customer_source_id: text("cu.external_id"),
  customer_email: text("cu.email"),
  customer_name: text("nullif(concat_ws(' ', cu.first_name, cu.last_name), '')"),
};
const GIFT = "c.discount->>'type' = 'gift'";
/** What a discount is in the compatible API's words; a combination is named after its part in money. */
const MAIN = `CASE WHEN c.discount->>'type' = 'combination' THEN coalesce(
  (SELECT e FROM jsonb_array_elements(c.discount->'effects') e WHERE e->>'type' IN ('percent', 'amount') ORDER BY e->>'type' LIMIT 1), c.discount->'effects'->0)
  ELSE c.discount END`;

export const VOUCHERS: ListKind = {
  from: `voucher v JOIN campaign c ON c.id = v.campaign_id ${customerJoin("v.customer_id")}`,
  workspace: "v.workspace_id",
  id: "v.id",
  created: "v.created_at",
  updated: null,
  metadata: "v.metadata",
  newest: "v.id DESC",
  prefix: "v",
  fields: {
    id: { sql: "v.id", type: { id: "v" } },
    code: text("v.code"),
    voucher_type: text(`CASE WHEN ${GIFT} THEN 'GIFT_VOUCHER' ELSE 'DISCOUNT_VOUCHER' END`),
    discount_type: text(
      `CASE (${MAIN})->>'type' WHEN 'free_shipping' THEN 'UNIT' WHEN 'price_restore' THEN 'AMOUNT' WHEN 'gift' THEN NULL ELSE upper((${MAIN})->>'type') END`,
    ),
    value: number(
      `coalesce((${MAIN})->>'percentOff', (${MAIN})->>'amountOff', (${MAIN})->>'fixedAmount', (${MAIN})->>'units', (${MAIN})->>'amount')::numeric`,
    ),
    campaign: text("c.name"),
    campaign_id: { sql: "c.id", type: { id: "camp" } },
    start_date: moment(
      "CASE WHEN v.published_at IS NULL THEN coalesce(v.starts_at, c.starts_at) ELSE v.starts_at END",
    ),
    expiration_date: moment(
      "CASE WHEN v.published_at IS NULL THEN coalesce(v.expires_at, c.ends_at) ELSE v.expires_at END",
    ),
    gift_balance: number("v.balance"),
    redemption_quantity: number("v.quantity"),
    redemption_count: number("v.redeemed_quantity"),
    active: boolean("(v.active AND c.active)"),
    customer_id: { sql: "v.customer_id", type: { id: "cust" } },
    ...BUYER,
    published_at: moment("v.published_at"),
    created_at: moment("v.created_at"),
    metadata: json("v.metadata"),
  },
};

export const CAMPAIGNS: ListKind = {
  from: "campaign c",
  workspace: "c.workspace_id",
  id: "c.id",
  created: "c.created_at",
  updated: "c.updated_at",
  metadata: "c.metadata",
  newest: "c.created_at DESC, c.id DESC",
  prefix: "camp",
  fields: {
    id: { sql: "c.id", type: { id: "camp" } },
    name: text("c.name"),
    description: text("c.description"),
    type: text("upper(c.type)"),
    campaign_type: text(`CASE WHEN ${GIFT} THEN 'GIFT_VOUCHERS' ELSE 'DISCOUNT_COUPONS' END`),
    active: boolean("c.active"),
    start_date: moment("c.starts_at"),
    expiration_date: moment("c.ends_at"),
    created_at: moment("c.created_at"),
    updated_at: moment("c.updated_at"),
    metadata: json("c.metadata"),
  },
};

export const REDEMPTIONS: ListKind = {
  from: `redemption r JOIN campaign c ON c.id = r.campaign_id ${customerJoin("r.customer_id")}`,
  workspace: "r.workspace_id",
  id: "r.id",
  created: "r.created_at",
  updated: "r.rolled_back_at",
  metadata: "r.metadata",
  newest: "r.id DESC",
  prefix: "r",
  fields: {
    id: { sql: "r.id", type: { id: "r" } },
    object: text("'redemption'::text"),
    date: moment("r.created_at"),
    voucher_code: text("r.code"),
    campaign: text("c.name"),
    campaign_id: { sql: "r.campaign_id", type: { id: "camp" } },
    customer_id: { sql: "r.customer_id", type: { id: "cust" } },
    ...BUYER,
    tracking_id: text("r.tracking_id"),
    order_id: text("r.order_id"),
    order_amount: number("r.order_amount"),
    discount_amount: number("r.discount_amount"),
    gift_amount: number(`CASE WHEN ${GIFT} THEN r.discount_amount END`),
    currency: text("r.currency"),
    result: text("CASE WHEN r.status = 'failed' THEN 'FAILURE' ELSE 'SUCCESS' END"),
    status: text("upper(r.status)"),
    failure_code: text("r.failure"),
    created_at: moment("r.created_at"),
    metadata: json("r.metadata"),
  },
};

export const PUBLICATIONS: ListKind = {
  from: `publication p JOIN campaign c ON c.id = p.campaign_id ${customerJoin("p.customer_id")}`,
  workspace: "p.workspace_id",
  id: "p.id",
  created: "p.created_at",
  updated: null,
  metadata: "p.metadata",
  where: "p.released_at IS NULL",
  newest: "p.id DESC",
  prefix: "pub",
  fields: {
    id: { sql: "p.id", type: { id: "pub" } },
    voucher_code: text("p.code"),
    customer_id: { sql: "p.customer_id", type: { id: "cust" } },
    ...BUYER,
    date: moment("p.created_at"),
    channel: text("coalesce(p.channel, p.source)"),
    campaign: text("c.name"),
    campaign_id: { sql: "p.campaign_id", type: { id: "camp" } },
    source_id: text("p.source_id"),
    created_at: moment("p.created_at"),
    metadata: json("p.metadata"),
  },
};

const attribute = (name: string) => text(`cu.attributes->>'${name}'`);

export const CUSTOMERS: ListKind = {
  from: "customer cu",
  workspace: "cu.workspace_id",
  id: "cu.id",
  created: "cu.created_at",
  updated: "cu.updated_at",
  metadata: "cu.attributes",
  newest: "cu.created_at DESC, cu.id",
  prefix: "cust",
  fields: {
    id: { sql: "cu.id", type: { id: "cust" } },
    source_id: text("cu.external_id"),
    name: BUYER.customer_name as ListField,
    email: text("cu.email"),
    phone: text("cu.phone"),
    description: attribute("description"),
    birthdate: attribute("birthdate"),
    address_line_1: attribute("address_line_1"),
    address_line_2: attribute("address_line_2"),
    address_city: attribute("address_city"),
    address_postal_code: attribute("address_postal_code"),
    address_state: attribute("address_state"),
    address_country: attribute("address_country"),
    orders_total_count: number("cu.order_count"),
    orders_total_amount: number("cu.order_total"),
    orders_last_order_date: moment("cu.last_order_at"),
    created_at: moment("cu.created_at"),
    updated_at: moment("cu.updated_at"),
    metadata: json("cu.attributes"),
  },
};

export const ORDERS: ListKind = {
  from: `shop_order o ${customerJoin("o.customer_id")}`,
  workspace: "o.workspace_id",
  id: "o.id",
  created: "o.created_at",
  updated: "o.updated_at",
  metadata: "o.metadata",
  newest: "o.created_at DESC, o.id DESC",
  prefix: "ord",
  fields: {
    id: { sql: "o.id", type: { id: "ord" } },
    source_id: text("o.source_id"),
    status: text("o.status"),
    amount: number("o.amount"),
    discount_amount: number("o.discount_amount"),
    total_discount_amount: number("o.discount_amount"),
    total_amount: number("greatest(0, o.amount - o.discount_amount)"),
    currency: text("o.currency"),
    customer_id: { sql: "o.customer_id", type: { id: "cust" } },
    ...BUYER,
    created_at: moment("o.created_at"),
    updated_at: moment("o.updated_at"),
    metadata: json("o.metadata"),
  },
};

export const TRANSACTIONS: ListKind = {
  from: "gift_transaction t JOIN campaign c ON c.id = t.campaign_id",
  workspace: "t.workspace_id",
  id: "t.id",
  created: "t.created_at",
  updated: null,
  metadata: null,
  newest: "t.id DESC",
  prefix: "vtx",
  fields: {
    id: { sql: "t.id", type: { id: "vtx" } },
    voucher_id: { sql: "t.voucher_id", type: { id: "v" } },
    voucher_code: text("t.code"),
    campaign: text("c.name"),
    campaign_id: { sql: "t.campaign_id", type: { id: "camp" } },
    type: text("'CREDITS_' || upper(t.type)"),
    amount: number("t.amount"),
    balance: number("t.balance"),
    source_id: text("NULL::text"),
    source: text("CASE WHEN t.type IN ('addition', 'removal') THEN 'API' END"),
    reason: text("t.reason"),
    order_id: text("t.order_id"),
    redemption_id: { sql: "t.redemption_id", type: { id: "r" } },
    related_transaction_id: { sql: "t.related_id", type: { id: "vtx" } },
    details: json(
      "jsonb_build_object('balance', jsonb_build_object('amount', t.amount, 'balance', t.balance), 'order', jsonb_build_object('source_id', t.order_id))",
    ),
    created_at: moment("t.created_at"),
  },
};
