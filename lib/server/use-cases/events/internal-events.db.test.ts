import type pg from "pg";
import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { mailchimpSettings } from "@/lib/contracts/mailchimp";
import { orderFields } from "@/lib/contracts/orders";
import { productFields, skuFields } from "@/lib/contracts/products";
import { PERMISSIONS } from "@/lib/domain/access/permissions";
import { campaignFields } from "@/lib/domain/coupon/campaign";
import { validationRule } from "@/lib/domain/coupon/rule";
import { INTERNAL_EVENTS, type InternalEventName, isSegmentEvent } from "@/lib/domain/event/internal";
import { segmentRule } from "@/lib/domain/segment/rule";
import { shardOf } from "@/lib/domain/shard";
import { systemActor } from "@/lib/server/auth/actor";
import { exportList } from "@/lib/server/jobs/export-list";
import { exportMailchimp } from "@/lib/server/jobs/mailchimp/export-mailchimp";
import { addBalance } from "@/lib/server/use-cases/compat/add-balance";
import { createVoucher } from "@/lib/server/use-cases/compat/create-voucher";
import { deleteVoucher } from "@/lib/server/use-cases/compat/delete-voucher";
import { updateVoucher } from "@/lib/server/use-cases/compat/update-voucher";
import { createCampaign } from "@/lib/server/use-cases/coupons/create-campaign";
import { deleteCampaign } from "@/lib/server/use-cases/coupons/delete-campaign";
import { setCampaignRule } from "@/lib/server/use-cases/coupons/set-campaign-rule";
import { switchCampaign } from "@/lib/server/use-cases/coupons/switch-campaign";
import { updateCampaign } from "@/lib/server/use-cases/coupons/update-campaign";
import { eraseCustomer } from "@/lib/server/use-cases/customers/erase-customer";
import { identifyCustomer } from "@/lib/server/use-cases/customers/identify-customer";
import { updateCustomer } from "@/lib/server/use-cases/customers/update-customer";
import { deleteExport } from "@/lib/server/use-cases/exports/delete-export";
import { scheduleExport } from "@/lib/server/use-cases/exports/schedule-export";
import { createFlow } from "@/lib/server/use-cases/flows/create-flow";
import { saveDraft } from "@/lib/server/use-cases/flows/save-draft";
import { validateFlow } from "@/lib/server/use-cases/flows/validate-flow";
import { connectMailchimp } from "@/lib/server/use-cases/mailchimp/connect-mailchimp";
import { exportToMailchimp } from "@/lib/server/use-cases/mailchimp/export-to-mailchimp";
import { saveOrder } from "@/lib/server/use-cases/orders/save-order";
import { deleteProduct } from "@/lib/server/use-cases/products/delete-product";
import { deleteSku } from "@/lib/server/use-cases/products/delete-sku";
import { saveProduct } from "@/lib/server/use-cases/products/save-product";
import { saveSku } from "@/lib/server/use-cases/products/save-sku";
import { updateProduct } from "@/lib/server/use-cases/products/update-product";
import { assignRule } from "@/lib/server/use-cases/rules/assign-rule";
import { saveRule } from "@/lib/server/use-cases/rules/save-rule";
import { unassignRule } from "@/lib/server/use-cases/rules/unassign-rule";
import { changeMembers } from "@/lib/server/use-cases/segments/change-members";
import { createSegment } from "@/lib/server/use-cases/segments/create-segment";
import { createWebhook } from "@/lib/server/use-cases/webhooks/create-webhook";
import { CompatCalls } from "@/lib/testing/compat-calls";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { drawFlow } from "@/lib/testing/draw-flow";
import { HttpSink } from "@/lib/testing/providers/http-sink";

/*
 * Each of the 55 happenings, brought about by what brings it about in the product, and found on the log: once, of the customer whom it
 * concerns, or of nobody. The table below has a line for every name, or does not compile.
 */

// The providers of these tests are real servers on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

let pool: pg.Pool;
let shop: CouponFixture;
let provider: HttpSink;
beforeAll(async () => {
  pool = (await testDatabase()).pool;
  provider = await new HttpSink().open();
});
afterAll(() => provider.close());
beforeEach(async () => {
  shop = await new CouponFixture(pool).open();
  await listen(shop.workspaceId);
});

/** A webhook that asks for all of them: each has to reach it, too. */
const listen = (workspaceId: string) =>
  createWebhook({
    actor: systemActor(workspaceId, PERMISSIONS),
    body: {
      name: "All",
      url: "https://listener.shop.example",
      events: INTERNAL_EVENTS.map(({ name }) => name),
    },
  });

/** Whom the log shall name, and in which workspace when not the shop's. */
type Told = { customerId: string | null; workspaceId?: string };
const NOBODY: Told = { customerId: null };

const customer = async () => (await shop.customers(1))[0] as string;
const call = <B>(body: B) => ({
  actor: shop.actor,
  query: {},
  body,
  request: new Request("http://shop.example/v1", { method: "POST" }),
  requestId: "v-test",
});
const campaign = () =>
  createCampaign(
    {
      actor: shop.actor,
      body: campaignFields.parse({ name: "Win back", discount: { type: "percent", percentOff: 5 } }),
    },
    shop.clock,
  );
const rules = { "1": { name: "order.amount", conditions: { $more_than: [5_000] } }, logic: "1" };
const rule = () =>
  saveRule(
    { actor: shop.actor, params: {}, body: validationRule.parse({ name: "Big orders", rules }) },
    shop.clock,
  );
const product = () =>
  saveProduct(
    { actor: shop.actor, body: productFields.parse({ name: "Mug", sourceId: "mug", price: 900 }) },
    shop.clock,
  );
const sku = async () => {
  const { id } = await product();
  const body = skuFields.parse({ name: "Blue mug", sourceId: "mug-blue", price: 900 });
  return {
    productId: id,
    body,
    saved: await saveSku({ actor: shop.actor, params: { id }, body }, shop.clock),
  };
};
const order = async (status: "CREATED" | "PAID" | "CANCELED", id?: string): Promise<Told> => {
  const customerId = await customer();
  const body = orderFields.parse({ sourceId: `order-${v7()}`, customerId, status: "CREATED", amount: 4_000 });
  const saved = await saveOrder({ actor: shop.actor, params: id ? { id } : {}, body }, shop.clock);
  if (status !== "CREATED")
    await saveOrder({ actor: shop.actor, params: { id: saved.id }, body: { ...body, status } }, shop.clock);
  return { customerId };
};
/** A customer has a code and uses it, or tries to. */
const held = async (limits: { endsAt?: number } = {}) => {
  const customerId = await customer();
  const campaignId = await shop.campaign();
  const code = await shop.give(campaignId, { customerId });
  if (limits.endsAt) await shop.pool.query(`UPDATE campaign SET active = false WHERE id = $1`, [campaignId]);
  return { customerId, code, api: new CompatCalls(shop) };
};
const voucher = async (change: Record<string, unknown>): Promise<Told> => {
  const { code, customerId } = await held();
  await updateVoucher({ ...call(change), params: { code } }, shop.clock);
  return { customerId };
};
const boundCode = async () => {
  const { customerId, code } = await held();
  const { rows } = await pool.query<{ id: string }>(`SELECT id FROM voucher WHERE code = $1`, [code]);
  const { id } = await rule();
  const body = { objectType: "voucher" as const, objectId: rows[0]!.id };
  await assignRule({ actor: shop.actor, params: { id }, body }, shop.clock);
  return { customerId, id };
};
const card = async () => {
  const customerId = await customer();
  const campaignId = await shop.campaign({ discount: { type: "gift", amount: 5_000, currency: "EUR" } });
  return { customerId, code: await shop.give(campaignId, { customerId }) };
};
const campaignRule = async (times: readonly (typeof rules | null)[]): Promise<Told> => {
  const { id } = await campaign();
  for (const one of times) {
    const read = one ? validationRule.parse({ name: "Rule", rules: one }).rules : null;
    await setCampaignRule(
      { actor: shop.actor, params: { id }, body: { rules: read, message: "" } },
      shop.clock,
    );
  }
  return NOBODY;
};
const member = async (leaves: boolean): Promise<Told> => {
  const customerId = await customer();
  const body = {
    name: "Friends",
    description: "",
    type: "static" as const,
    rule: segmentRule.parse({ match: "all", filters: [] }),
  };
  const { id } = await createSegment({ actor: shop.actor, body }, shop.clock);
  const change = (add: string[], remove: string[]) =>
    changeMembers({ actor: shop.actor, params: { id }, body: { add, remove } }, shop.clock);
  await change([customerId], []);
  if (leaves) await change([], [customerId]);
  return { customerId };
};
/** A campaign's codes are written into an audience, which takes them or refuses the key. */
const mailchimpExport = async (status: 200 | 401): Promise<Told> => {
  provider.answer = (_request, response) => void response.writeHead(status).end("{}");
  const { actor } = shop;
  const account = { listId: "a1b2c3d4e5", apiKey: "0123456789abcdef-us21", baseUrl: provider.url };
  await connectMailchimp({ actor, body: mailchimpSettings.parse(account) }, shop.clock);
  const { id } = await campaign();
  const planned = await exportToMailchimp({ actor, params: { id } }, shop.clock);
  await exportMailchimp({ exportId: planned.id }, { pool, clock: shop.clock, last: false });
  return NOBODY;
};
/** A flow, which a distribution may have become, sends to a provider that takes the message or refuses it. */
const message = async (
  channel: "email" | "sms",
  status: 200 | 400,
  ofDistribution: boolean,
): Promise<Told> => {
  await pool.query("DELETE FROM graphile_worker._private_jobs");
  const sender = await new DeliveryFixture(pool).open();
  await listen(sender.workspaceId);
  const refused = { statusCode: status, name: "validation_error", message: "No such address" };
  const answer = JSON.stringify(status === 200 ? { id: "x" } : refused);
  provider.answer = (_request, response) =>
    void response.writeHead(status, { "content-type": "application/json" }).end(answer);
  const from = { fromAddress: "shop@harbour.example", fromName: "Harbour", baseUrl: provider.url };
  if (channel === "email")
    await sender.connect("email", "resend", from, { apiKey: "re_test", webhookSecret: "" });
  else await sender.connect("sms", "http", { url: `${provider.url}/sms` }, { token: "" });
  const templateId = await sender.published(channel === "email" ? "cart-reminder" : "cart-sms");
  const { flowId } = await sender.sending(`send-${channel}`, { templateId });
  if (ofDistribution)
    await pool.query(
      `INSERT INTO distribution (id, workspace_id, name, setup, flow_id, created_at, updated_at) VALUES ($1, $2, 'Codes', '{}', $3, now(), now())`,
      [v7(), sender.workspaceId, flowId],
    );
  const [customerId] = (await sender.customers(1)) as [string];
  await sender.abandon([customerId]);
  await sender.drain();
  await sender.deliver();
  return { customerId, workspaceId: sender.workspaceId };
};

const exported = async () =>
  (await scheduleExport({ actor: shop.actor, body: { object: "customer" } }, shop.clock)).id;

const CASES: Record<InternalEventName, () => Promise<Told>> = {
  "customer.created": async () => {
    const body = { externalId: "anna" };
    const request = new Request("http://shop.example/api/v1/customers", { method: "POST" });
    const { id } = await identifyCustomer({ actor: shop.actor, body, request } as never, shop.clock);
    return { customerId: id };
  },
  "customer.updated": async () => {
    const customerId = await customer();
    const body = { firstName: "Anna" };
    await updateCustomer({ actor: shop.actor, params: { id: customerId }, body }, shop.clock);
    return { customerId };
  },
  "customer.deleted": async () => {
    const customerId = await customer();
    await eraseCustomer({ actor: shop.actor, params: { id: customerId } }, shop.clock);
    return { customerId };
  },
  "customer.rewarded": async () => {
    const { customerId } = await card();
    return { customerId };
  },
  "customer.segment.entered": () => member(false),
  "customer.segment.left": () => member(true),
  "customer.email.sent": () => message("email", 200, false),
  "customer.email.failed": () => message("email", 400, false),
  "customer.sms.sent": () => message("sms", 200, false),
  "customer.sms.failed": () => message("sms", 400, false),
  "order.created": () => order("CREATED"),
  "order.updated": () => order("PAID"),
  "order.paid": () => order("PAID"),
  "order.canceled": () => order("CANCELED"),
  "redemption.succeeded": async () => {
    const { api, code, customerId } = await held();
    await api.redeem(code);
    return { customerId };
  },
  "redemption.failed": async () => {
    const { api, code, customerId } = await held({ endsAt: 1 });
    await api.redeem(code);
    return { customerId };
  },
  "redemption.rollback.succeeded": async () => {
    const { api, code, customerId } = await held();
    await api.rollback((await api.redeem(code)).body.redemptions[0]!.id);
    return { customerId };
  },
  "redemption.rollback.failed": async () => {
    const { api, code, customerId } = await held();
    const { id } = (await api.redeem(code)).body.redemptions[0]!;
    await api.rollback(id);
    await api.rollback(id);
    return { customerId };
  },
  "voucher.created": async () => {
    const { customerId } = await held();
    return { customerId };
  },
  "voucher.updated": () => voucher({ metadata: { seen: true } }),
  "voucher.deleted": async () => {
    const body = { type: "DISCOUNT_VOUCHER", discount: { type: "PERCENT", percent_off: 5 } } as const;
    await createVoucher({ ...call(body), params: { code: "GONE" } }, shop.clock);
    await deleteVoucher({ ...call({}), params: { code: "GONE" } }, shop.clock);
    return NOBODY;
  },
  "voucher.enabled": async () => {
    const { code, customerId } = await held();
    for (const active of [false, true])
      await updateVoucher({ ...call({ active }), params: { code } }, shop.clock);
    return { customerId };
  },
  "voucher.disabled": () => voucher({ active: false }),
  "voucher.published": async () => {
    const { customerId } = await held();
    return { customerId };
  },
  "voucher.gift.balance_added": async () => {
    const { customerId, code } = await card();
    await addBalance({ ...call({ amount: 500 }), params: { code } }, shop.clock);
    return { customerId };
  },
  "voucher.validation.succeeded": async () => {
    const { api, code, customerId } = await held();
    await api.validate(code);
    return { customerId };
  },
  "voucher.validation.failed": async () => {
    const { api, code, customerId } = await held({ endsAt: 1 });
    await api.validate(code);
    return { customerId };
  },
  "voucher.validation_rules.created": async () => {
    const { customerId } = await boundCode();
    return { customerId };
  },
  "voucher.validation_rules.updated": async () => {
    const { customerId, id } = await boundCode();
    const body = validationRule.parse({ name: "Bigger orders", rules });
    await saveRule({ actor: shop.actor, params: { id }, body }, shop.clock);
    return { customerId };
  },
  "voucher.validation_rules.deleted": async () => {
    const { customerId, id } = await boundCode();
    await unassignRule({ actor: shop.actor, params: { id }, query: {} }, shop.clock);
    return { customerId };
  },
  "campaign.created": async () => {
    await campaign();
    return NOBODY;
  },
  "campaign.updated": async () => {
    const { id } = await campaign();
    await updateCampaign({ actor: shop.actor, params: { id }, body: { name: "Come back" } }, shop.clock);
    return NOBODY;
  },
  "campaign.deleted": async () => {
    const { id } = await campaign();
    await deleteCampaign({ actor: shop.actor, params: { id } }, shop.clock);
    return NOBODY;
  },
  "campaign.enabled": async () => {
    const { id } = await campaign();
    for (const active of [false, true])
      await switchCampaign({ actor: shop.actor, params: { id } }, active, shop.clock);
    return NOBODY;
  },
  "campaign.disabled": async () => {
    const { id } = await campaign();
    await switchCampaign({ actor: shop.actor, params: { id } }, false, shop.clock);
    return NOBODY;
  },
  "campaign.validation_rules.created": () => campaignRule([rules]),
  "campaign.validation_rules.updated": () => campaignRule([rules, rules]),
  "campaign.validation_rules.deleted": () => campaignRule([rules, null]),
  "campaign.export_mailchimp_scheduled": () => mailchimpExport(200),
  "campaign.export_mailchimp_done": () => mailchimpExport(200),
  "campaign.export_mailchimp_failed": () => mailchimpExport(401),
  "product.created": async () => {
    await product();
    return NOBODY;
  },
  "product.updated": async () => {
    const { id } = await product();
    await updateProduct({ actor: shop.actor, params: { id }, body: { price: 1_000 } }, shop.clock);
    return NOBODY;
  },
  "product.deleted": async () => {
    const { id } = await product();
    await deleteProduct({ actor: shop.actor, params: { id } }, shop.clock);
    return NOBODY;
  },
  "sku.created": async () => {
    await sku();
    return NOBODY;
  },
  "sku.updated": async () => {
    const { productId, saved, body } = await sku();
    await saveSku(
      { actor: shop.actor, params: { id: productId, skuId: saved.id }, body: { ...body, price: 950 } },
      shop.clock,
    );
    return NOBODY;
  },
  "sku.deleted": async () => {
    const { saved } = await sku();
    await deleteSku({ actor: shop.actor, params: { id: saved.id } }, shop.clock);
    return NOBODY;
  },
  "distribution.email.sent": () => message("email", 200, true),
  "distribution.email.failed": () => message("email", 400, true),
  "distribution.sms.sent": () => message("sms", 200, true),
  "distribution.sms.failed": () => message("sms", 400, true),
  "export.scheduled": async () => {
    await exported();
    return NOBODY;
  },
  "export.done": async () => {
    await exportList({ exportId: await exported() }, { pool, clock: shop.clock });
    return NOBODY;
  },
  "export.failed": async () => {
    await exportList({ exportId: await exported() }, { pool, clock: shop.clock, mostCharacters: 1 });
    return NOBODY;
  },
  "export.deleted": async () => {
    await deleteExport({ actor: shop.actor, params: { id: await exported() } }, shop.clock);
    return NOBODY;
  },
};

describe("S1-27, S1-28: the 55 happenings", () => {
  test.each(Object.keys(CASES) as InternalEventName[])("S1-27: %s", async (name) => {
    const told = await CASES[name]();
    const workspaceId = told.workspaceId ?? shop.workspaceId;
    const { rows } = await pool.query<{ customer_id: string | null; shard: number; calls: number }>(
      `SELECT e.customer_id, e.shard, (SELECT count(*)::int FROM webhook_delivery d WHERE d.shard = e.shard AND d.event_id = e.id) AS calls
       FROM event e WHERE e.workspace_id = $1 AND e.name = $2`,
      [workspaceId, name],
    );
    const { customerId } = told;
    expect(rows).toEqual([{ customer_id: customerId, shard: shardOf(customerId ?? workspaceId), calls: 1 }]);
  });
});

test("S1-29: each can be chosen by its display name as a trigger, in a wait, and in a segment", async () => {
  expect(INTERNAL_EVENTS).toHaveLength(55);
  const actor = systemActor(shop.workspaceId, PERMISSIONS);
  const occurred = INTERNAL_EVENTS.map(({ name }) => ({
    event: name,
    metric: "occurred" as const,
    comparison: "more_than" as const,
    value: 0,
  }));
  const { id: segmentId } = await createSegment(
    {
      actor,
      body: {
        name: "Everything",
        description: "",
        type: "auto",
        rule: segmentRule.parse({
          match: "any",
          filters: [
            { match: "any", filters: occurred.slice(0, 30) },
            { match: "any", filters: occurred.slice(30) },
          ],
        }),
      },
    },
    shop.clock,
  );
  for (const { name, title } of INTERNAL_EVENTS) {
    expect(title).not.toMatch(/[._]/);
    const { id } = await createFlow({ actor, body: { name: `On ${name}` } } as never, shop.clock);
    const document = drawFlow({
      trigger: {
        type: "event-trigger",
        config: { eventName: name, ...(isSegmentEvent(name) ? { segmentId } : {}) },
        to: { next: "wait" },
      },
      wait: {
        type: "wait-for-event",
        config: { eventName: name, timeout: { value: 1, unit: "days" } },
        to: { happened: "end", timed_out: "end" },
      },
      end: { type: "exit" },
    });
    await saveDraft({ actor, params: { id }, body: { revision: 1, document } } as never, shop.clock);
    const { problems } = await validateFlow({ actor, params: { id } });
    expect([name, problems.map(({ message: text }) => text)]).toEqual([name, []]);
  }
});
