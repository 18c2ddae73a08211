import { v7 } from "uuid";
import { propertiesOfRole } from "@/lib/domain/event/definition";
import type { FlowDocument } from "@/lib/domain/flow/document";
import { shardOfValue } from "@/lib/domain/shard";
import { pool } from "@/lib/server/db/pool";
import { encrypt } from "@/lib/server/secrets";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";

/** A shop whose e-mail goes to Resend, on the wall clock. */
export async function openShop(): Promise<EngineFixture> {
  const shop = await new EngineFixture(pool()).open();
  shop.now = Date.now();
  await pool().query(
    `UPDATE event_definition SET properties = $2 WHERE workspace_id = $1 AND name = 'itemAddedToCart'`,
    [shop.workspaceId, JSON.stringify(propertiesOfRole("cart"))],
  );
  await pool().query(
    `INSERT INTO channel_connection (id, workspace_id, channel, provider, name, config, secrets, is_default) VALUES ($1, $2, 'email', 'resend', 'Resend', $3, $4, true)`,
    [
      v7(),
      shop.workspaceId,
      JSON.stringify({ fromName: "Shop", fromAddress: "shop@shop.example", replyTo: "", baseUrl: "" }),
      encrypt(JSON.stringify({ apiKey: "re_bench", webhookSecret: "" })),
    ],
  );
  return shop;
}

/** Customers that the shop's events name by "c1", "c2", ... with the prefix "c". */
export async function knownCustomers(shop: EngineFixture, count: number, prefix: string): Promise<void> {
  const names = Array.from({ length: count }, (_, index) => `${prefix}${index + 1}`);
  await pool().query(
    `WITH made AS (
       INSERT INTO customer (shard, id, workspace_id, external_id, created_at, updated_at)
       SELECT get_byte(uuid_send(id), 15) % 64, id, $1, name, now(), now() FROM (SELECT name, gen_random_uuid() AS id FROM unnest($2::text[]) AS name) AS people
       RETURNING shard, id, external_id
     )
     INSERT INTO customer_identity (shard, workspace_id, kind, value, customer_shard, customer_id)
     SELECT u.shard, $1, 'external_id', u.value, made.shard, made.id
     FROM made JOIN unnest($2::text[], $3::smallint[]) AS u (value, shard) ON u.value = made.external_id`,
    [shop.workspaceId, names, names.map(shardOfValue)],
  );
}

/** A published e-mail template with the cart's items and the code, as small as a real one. */
export async function publishTemplate(shop: EngineFixture): Promise<string> {
  const id = await shop.template();
  const { rows } = await pool().query<{ current_version_id: string }>(
    `SELECT current_version_id FROM template WHERE id = $1`,
    [id],
  );
  const html = `<html><body><p>Hello {{ customer.firstName }}</p>{% for item in cart.items %}<p>{{ item.name }} {{ item.quantity }}</p>{% endfor %}<p>{{ vouchers[0].code }}</p></body></html>`;
  await pool().query(
    `INSERT INTO template_version (id, template_id, workspace_id, number, channel, subject, html, text) VALUES ($1, $2, $3, 1, 'email', 'Your cart', $4, 'Your cart {{ vouchers[0].code }}')`,
    [rows[0]!.current_version_id, id, shop.workspaceId, html],
  );
  return id;
}

/** enter -> zero wait -> branch -> coupon for big carts, or not -> e-mail -> end: the shape of "Win back cart abandoners" without the days. */
export async function throughFlow(shop: EngineFixture, coupons: boolean): Promise<FlowDocument> {
  const templateId = await publishTemplate(shop);
  const big = {
    match: "all",
    conditions: [{ field: "cart.total", operator: "greater_or_equal", value: 4000 }],
  };
  return drawFlow({
    trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "wait" } },
    wait: {
      type: "wait",
      config: { mode: "duration", duration: { value: 0, unit: "minutes" } },
      to: { next: "branch" },
    },
    branch: {
      type: "branch",
      config: { branches: [{ id: "big", name: "Big cart", filter: big }] },
      to: { big: coupons ? "coupon" : "email", else: "email" },
    },
    ...(coupons && {
      coupon: {
        type: "issue-coupon",
        config: { campaignId: await shop.campaign() },
        to: { issued: "email", pool_empty: "email", not_eligible: "email" },
      },
    }),
    email: { type: "send-email", config: { templateId }, to: { next: "end" } },
    end: { type: "exit" },
  });
}

/** Half of the carts are big enough for the code. */
export async function abandonHalfBig(shop: EngineFixture, customers: readonly string[]): Promise<void> {
  const middle = Math.floor(customers.length / 2);
  await shop.abandon(customers.slice(0, middle), { total: 4000 });
  await shop.abandon(customers.slice(middle), { total: 3000 });
}

/** Whoever leaves a cart enters and waits an hour. */
export async function waitingFlow(shop: EngineFixture): Promise<{ versionId: string }> {
  return await shop.live(
    drawFlow({
      trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "wait" } },
      wait: { type: "wait", config: { mode: "duration", duration: { value: 1, unit: "hours" } } },
    }),
  );
}

/** A batch as a shop sends it: a cart's event of each of so many known customers after the first `from`. */
export function cartEvents(prefix: string, from: number, count: number): string {
  const events = Array.from({ length: count }, (_, index) => ({
    name: "itemAddedToCart",
    customer: { externalId: `${prefix}${from + index + 1}` },
    properties: {
      items: [{ sku: "mug", name: "Mug", price: 2000, quantity: 2 }],
      currency: "EUR",
      total: 4000,
    },
  }));
  return JSON.stringify({ events });
}
