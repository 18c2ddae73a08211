import { randomUUID } from "node:crypto";
import { v7 } from "uuid";
import { shardOf } from "@/lib/domain/shard";
import type { ColumnTypes, TableRows } from "./plain-insert";

/** `number` counts them all from 1. */
type Customer = { id: string; number: number };

const HOUR_MS = 3_600_000;
const now = new Date();
const inAnHour = new Date(now.getTime() + HOUR_MS);
const [workspace_id, flow_id, version_id, template_version_id] = [v7(), v7(), v7(), v7()];

/** The rows that these customers' ways write, table by table. Their ids are as scattered as the product's: most of the time goes into indexes. */
export function ceilingRows(way: "events" | "through", customers: readonly Customer[]): TableRows[] {
  const each = customers.map((customer) => ({
    ...customer,
    shard: shardOf(customer.id),
    // A run's id carries its customer's shard, as a message's does, which begins with its moment: its table is kept by month.
    run: `${randomUUID().slice(0, -2)}${customer.id.slice(-2)}`,
    message: `${v7({ msecs: now.getTime() }).slice(0, 14)}${randomUUID().slice(14, -2)}${customer.id.slice(-2)}`,
  }));
  const tables =
    way === "events" ? [KEY, EVENT, PENDING, RUN, TIMER, STEP_LOG] : [EVENT, RUN, STEP_LOG, MESSAGE];
  return tables.map(({ table, types, row }) => ({ table, types, rows: each.map((one) => row(one, way)) }));
}

type Way = { id: string; number: number; shard: number; run: string; message: string };
type Table = {
  table: string;
  types: ColumnTypes;
  row: (customer: Way, way: "events" | "through") => Record<string, unknown>;
};

const cart = (total: number) => ({
  items: [{ sku: "mug", name: "Mug", price: total / 2, quantity: 2 }],
  total,
  currency: "EUR",
});

const eventOf = ({ number }: Way) => ({
  name: "itemAddedToCart",
  properties: cart(4000 + 2 * (number % 100)),
  occurredAt: now.toISOString(),
});

const KEY: Table = {
  table: "event_key",
  types: { shard: "smallint", key: "uuid", accepted_at: "timestamptz" },
  row: ({ shard }) => ({ shard, key: randomUUID(), accepted_at: now }),
};

const EVENT: Table = {
  table: "event",
  types: {
    shard: "smallint",
    workspace_id: "uuid",
    customer_id: "uuid",
    name: "text",
    message_id: "text",
    properties: "jsonb",
    occurred_at: "timestamptz",
    accepted_at: "timestamptz",
    source: "text",
  },
  row: (customer) => ({
    shard: customer.shard,
    workspace_id,
    customer_id: customer.id,
    name: "itemAddedToCart",
    message_id: randomUUID(),
    properties: eventOf(customer).properties,
    occurred_at: now,
    accepted_at: now,
    source: "api",
  }),
};

const PENDING: Table = {
  table: "event_pending",
  types: { shard: "smallint", event_id: "bigint", customer_id: "uuid", accepted_at: "timestamptz" },
  row: ({ shard, number, id }) => ({ shard, event_id: number, customer_id: id, accepted_at: now }),
};

const RUN: Table = {
  table: "run",
  types: {
    shard: "smallint",
    id: "uuid",
    status: "text",
    step_id: "text",
    wake_at: "timestamptz",
    parked_wake_at: "timestamptz",
    step_entered_at: "timestamptz",
    ended_at: "timestamptz",
    end_reason: "text",
    visit: "int",
    converted_at: "timestamptz",
    conversion_rule: "text",
    revenue: "bigint",
    currency: "text",
    post_completion: "boolean",
    context: "json",
    workspace_id: "uuid",
    flow_id: "uuid",
    version_id: "uuid",
    customer_id: "uuid",
    entered_at: "timestamptz",
    trigger_event_id: "bigint",
    correlation: "text",
  },
  row: (customer, way) => ({
    shard: customer.shard,
    id: customer.run,
    ...(way === "events"
      ? { status: "active", step_id: "wait", wake_at: inAnHour, ended_at: null, visit: 1 }
      : { status: "completed", step_id: "end", wake_at: null, ended_at: now, visit: 4 }),
    parked_wake_at: null,
    step_entered_at: now,
    end_reason: null,
    converted_at: null,
    conversion_rule: null,
    revenue: null,
    currency: null,
    post_completion: false,
    context: {
      event: { id: customer.number, ...eventOf(customer) },
      cart: eventOf(customer).properties,
      vouchers: [],
    },
    workspace_id,
    flow_id,
    version_id,
    customer_id: customer.id,
    entered_at: now,
    trigger_event_id: customer.number,
    correlation: "",
  }),
};

const TIMER: Table = {
  table: "run_timer",
  types: { shard: "smallint", wake_at: "timestamptz", run_id: "uuid" },
  row: ({ shard, run }) => ({ shard, wake_at: inAnHour, run_id: run }),
};

const STEP_LOG: Table = {
  table: "step_log",
  types: { shard: "smallint", run_id: "uuid", at: "timestamptz", transitions: "json" },
  // As many transitions, and as long ones, as the engine writes on that way.
  row: ({ shard, run, number }, way) => ({
    shard,
    run_id: run,
    at: now,
    transitions: Array.from({ length: way === "events" ? 4 : 9 }, () => ({
      kind: "left",
      stepId: "trigger",
      at: now.getTime(),
      port: "next",
      to: "wait",
      reason: "itemAddedToCart happened",
      by: number,
    })),
  }),
};

const MESSAGE: Table = {
  table: "message",
  types: {
    shard: "smallint",
    created_at: "timestamptz",
    id: "uuid",
    workspace_id: "uuid",
    customer_id: "uuid",
    flow_id: "uuid",
    version_id: "uuid",
    run_id: "uuid",
    step_id: "text",
    visit: "int",
    channel: "text",
    template_version_id: "uuid",
    recipient: "text",
    context: "json",
    marketing: "boolean",
    send_before: "timestamptz",
    status: "text",
  },
  row: (customer) => ({
    shard: customer.shard,
    created_at: now,
    id: customer.message,
    workspace_id,
    customer_id: customer.id,
    flow_id,
    version_id,
    run_id: customer.run,
    step_id: "email",
    visit: 4,
    channel: "email",
    template_version_id,
    recipient: `c${customer.number}@customers.example`,
    context: {
      customer: { id: customer.id, externalId: `c${customer.number}`, attributes: {} },
      event: eventOf(customer),
      cart: eventOf(customer).properties,
      vouchers: [],
      flow: { id: flow_id, name: "Flow" },
      run: { id: customer.run },
      step: { id: "email", name: "email" },
      now: now.toISOString(),
    },
    marketing: true,
    send_before: null,
    status: "sent",
  }),
};
