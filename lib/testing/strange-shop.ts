import { v7 } from "uuid";
import { orderFields } from "@/lib/contracts/orders";
import { productFields, skuFields } from "@/lib/contracts/products";
import { validationRule } from "@/lib/domain/coupon/rule";
import { distributionSetup } from "@/lib/domain/distribution/setup";
import { pool } from "@/lib/server/db/pool";
import { createApiKey } from "@/lib/server/use-cases/api-keys/create-api-key";
import { createChannel } from "@/lib/server/use-cases/channels/create-channel";
import { createDistribution } from "@/lib/server/use-cases/distributions/create-distribution";
import { scheduleExport } from "@/lib/server/use-cases/exports/schedule-export";
import { saveOrder } from "@/lib/server/use-cases/orders/save-order";
import { saveProduct } from "@/lib/server/use-cases/products/save-product";
import { saveSku } from "@/lib/server/use-cases/products/save-sku";
import { saveRule } from "@/lib/server/use-cases/rules/save-rule";
import { createSegment } from "@/lib/server/use-cases/segments/create-segment";
import { invitePerson } from "@/lib/server/use-cases/team/invite-person";
import { createTemplate } from "@/lib/server/use-cases/templates/create-template";
import { createTopic } from "@/lib/server/use-cases/topics/create-topic";
import { createWebhook } from "@/lib/server/use-cases/webhooks/create-webhook";
import { AbandonmentFixture, DAY } from "./abandonment-fixture";
import { join, type TestPerson, testPerson } from "./account-fixture";
import { drawFlow } from "./draw-flow";

/** Stands in what belongs to the strange shop, so that it is recognised wherever it turns up. */
export const MARK = "Qx7Strange";

/** A shop with one of everything, for tests that another workspace sees none of it. */
export type StrangeShop = {
  workspaceId: string;
  owner: TestPerson;
  /** The id of one of each noun, by its segment in the address: /api/v1/<noun>/{id}. A new noun adds its line. */
  ids: Record<string, string>;
};

/** Makes the shop: a customer who left a cart, was given a code and a mail and waits, and all that can be set up around it. */
export async function strangeShop(): Promise<StrangeShop> {
  const shop = await AbandonmentFixture.make(pool());
  const { workspaceId, actor } = shop;
  const owner = await testPerson(`${MARK} owner`);
  await join(workspaceId, owner, "owner");
  const [customerId] = (await shop.customers(1, { email: `${MARK}@shop.example`.toLowerCase() })) as [string];
  await shop.abandon([customerId], { note: MARK });
  await shop.drain();
  await shop.pass(DAY);
  const template = await createTemplate({ actor, body: { name: `${MARK} template`, channel: "sms" } });
  const channel = await createChannel({
    actor,
    body: {
      provider: "smtp",
      name: `${MARK} channel`,
      config: {
        host: "mail.shop.example",
        port: 587,
        security: "starttls",
        username: "",
        fromName: "",
        fromAddress: "a@shop.example",
        replyTo: "",
      },
      secrets: { password: "" },
      isDefault: false,
    },
  });
  const webhook = await createWebhook({
    actor,
    body: { name: `${MARK} webhook`, url: "https://listener.shop.example", events: ["itemAddedToCart"] },
  });
  const distribution = await createDistribution({
    actor,
    body: { name: `${MARK} distribution`, setup: distributionSetup.parse({}) },
  });
  const segment = await createSegment({
    actor,
    body: { name: `${MARK} segment`, description: "", type: "static", rule: { match: "all", filters: [] } },
  });
  const topic = await createTopic({ actor, body: { name: `${MARK} topic`, description: "" } });
  const product = await saveProduct({ actor, body: productFields.parse({ name: `${MARK} shirt` }) });
  // Of another product, as it goes with its own when that is deleted.
  const sized = await saveProduct({ actor, body: productFields.parse({ name: `${MARK} hat` }) });
  const sku = await saveSku({
    actor,
    params: { id: sized.id },
    body: skuFields.parse({ name: `${MARK} small` }),
  });
  const order = await saveOrder({
    actor,
    params: {},
    body: orderFields.parse({ sourceId: MARK, amount: 100 }),
  });
  const rule = await saveRule({ actor, params: {}, body: validationRule.parse({ name: `${MARK} rule` }) });
  const exported = await scheduleExport({ actor, body: { object: "customer" } });
  const invitation = await invitePerson({
    actor,
    body: { email: "invited@strange.example", role: "viewer" },
  });
  const key = await createApiKey({ actor, body: { name: `${MARK} key`, scope: "read" } });
  const reviewId = await askedReview(shop, customerId);
  await markRows(workspaceId);
  const read = async (sql: string) =>
    String((await pool().query(`${sql} LIMIT 1`, [workspaceId])).rows[0].id);
  return {
    workspaceId,
    owner,
    ids: {
      workspaces: workspaceId,
      team: owner.id,
      invitations: invitation.id,
      "api-keys": key.id,
      channels: channel.id,
      webhooks: webhook.id,
      templates: template.id,
      distributions: distribution.id,
      segments: segment.id,
      topics: topic.id,
      products: product.id,
      skus: sku.id,
      orders: order.id,
      exports: exported.id,
      "validation-rules": rule.id,
      flows: shop.flow.flowId,
      reviews: reviewId,
      customers: customerId,
      campaigns: await read(`SELECT id FROM campaign WHERE workspace_id = $1`),
      runs: await read(`SELECT id FROM run WHERE workspace_id = $1`),
      messages: await read(`SELECT id FROM message WHERE workspace_id = $1`),
      events: await read(`SELECT id FROM event WHERE workspace_id = $1 AND name = 'itemAddedToCart'`),
      "event-definitions": await read(`SELECT id FROM event_definition WHERE workspace_id = $1`),
    },
  };
}

/** A second flow that asks a person before it gives a code, and the customer waiting in it. @returns the review's id */
async function askedReview(shop: AbandonmentFixture, customerId: string): Promise<string> {
  const campaignId = await shop.campaign();
  const when = { match: "all", conditions: [{ field: "cart.total", operator: "greater", value: 1 }] };
  await shop.live(
    drawFlow({
      trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "code" } },
      code: { type: "issue-coupon", config: { campaignId, review: { ask: "when", when } } },
    }),
  );
  await shop.abandon([customerId], { note: MARK });
  await shop.drain();
  const { rows } = await pool().query<{ id: string }>(
    `SELECT id FROM incentive_review WHERE workspace_id = $1`,
    [shop.workspaceId],
  );
  return rows[0]!.id;
}

/** Puts the mark into names, and adds what no use-case makes: an earlier save and an event kept aside. */
async function markRows(workspaceId: string): Promise<void> {
  for (const [table, column] of [
    ["workspace", "name"],
    ["flow", "name"],
    ["campaign", "name"],
    ["event_definition", "title"],
    ["customer", "first_name"],
  ]) {
    const own = table === "workspace" ? "id" : "workspace_id";
    await pool().query(`UPDATE ${table} SET ${column} = concat('${MARK} ', ${column}) WHERE ${own} = $1`, [
      workspaceId,
    ]);
  }
  // The engine's own template has no draft that an editor could open.
  await pool().query(
    `UPDATE template SET draft = (SELECT draft FROM template WHERE workspace_id = $1 AND name LIKE '${MARK}%') WHERE workspace_id = $1`,
    [workspaceId],
  );
  await pool().query(
    `INSERT INTO flow_revision (flow_id, revision, document, saved_at) SELECT id, 1, draft, now() FROM flow WHERE workspace_id = $1`,
    [workspaceId],
  );
  await pool().query(
    `INSERT INTO quarantined_event (workspace_id, name, message_id, payload, received_at) VALUES ($1, $2, $3, $4, now())`,
    [workspaceId, `${MARK}Event`, v7(), JSON.stringify({ note: MARK })],
  );
}
