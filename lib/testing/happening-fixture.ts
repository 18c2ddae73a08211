import type pg from "pg";
import { v7 } from "uuid";
import { mailchimpSettings } from "@/lib/contracts/mailchimp";
import { orderFields } from "@/lib/contracts/orders";
import { productFields, skuFields } from "@/lib/contracts/products";
import { PERMISSIONS } from "@/lib/domain/access/permissions";
import { campaignFields } from "@/lib/domain/coupon/campaign";
import { validationRule } from "@/lib/domain/coupon/rule";
import { INTERNAL_EVENTS } from "@/lib/domain/event/internal";
import { segmentRule } from "@/lib/domain/segment/rule";
import { systemActor } from "@/lib/server/auth/actor";
import { exportMailchimp } from "@/lib/server/jobs/mailchimp/export-mailchimp";
import { updateVoucher } from "@/lib/server/use-cases/compat/update-voucher";
import { createCampaign } from "@/lib/server/use-cases/coupons/create-campaign";
import { setCampaignRule } from "@/lib/server/use-cases/coupons/set-campaign-rule";
import { scheduleExport } from "@/lib/server/use-cases/exports/schedule-export";
import { connectMailchimp } from "@/lib/server/use-cases/mailchimp/connect-mailchimp";
import { exportToMailchimp } from "@/lib/server/use-cases/mailchimp/export-to-mailchimp";
import { saveOrder } from "@/lib/server/use-cases/orders/save-order";
import { saveProduct } from "@/lib/server/use-cases/products/save-product";
import { saveSku } from "@/lib/server/use-cases/products/save-sku";
import { assignRule } from "@/lib/server/use-cases/rules/assign-rule";
import { saveRule } from "@/lib/server/use-cases/rules/save-rule";
import { changeMembers } from "@/lib/server/use-cases/segments/change-members";
import { createSegment } from "@/lib/server/use-cases/segments/create-segment";
import { createWebhook } from "@/lib/server/use-cases/webhooks/create-webhook";
import { CompatCalls } from "@/lib/testing/compat-calls";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import type { HttpSink } from "@/lib/testing/providers/http-sink";

/** Whom the log shall name, and in which workspace when not the shop's. */
export type Told = { customerId: string | null; workspaceId?: string };
export const NOBODY: Told = { customerId: null };

/** A rule as calls send one. */
export const BIG_ORDERS = { "1": { name: "order.amount", conditions: { $more_than: [5_000] } }, logic: "1" };

/** A shop in which each of the 55 happenings can be brought about, by what brings it about in the product. Its provider is a real server. */
export class HappeningFixture extends CouponFixture {
  constructor(
    pool: pg.Pool,
    readonly provider: HttpSink,
  ) {
    super(pool);
  }

  override async open(settings: Record<string, unknown> = {}): Promise<this> {
    await super.open(settings);
    await listenToAll(this.workspaceId);
    return this;
  }

  async aCustomer() {
    return (await this.customers(1))[0] as string;
  }

  call<B>(body: B) {
    return {
      actor: this.actor,
      query: {},
      body,
      request: new Request("http://shop.example/v1", { method: "POST" }),
      requestId: "v-test",
    };
  }

  aCampaign() {
    return createCampaign(
      {
        actor: this.actor,
        body: campaignFields.parse({ name: "Win back", discount: { type: "percent", percentOff: 5 } }),
      },
      this.clock,
    );
  }

  aRule() {
    return saveRule(
      {
        actor: this.actor,
        params: {},
        body: validationRule.parse({ name: "Big orders", rules: BIG_ORDERS }),
      },
      this.clock,
    );
  }

  aProduct() {
    return saveProduct(
      { actor: this.actor, body: productFields.parse({ name: "Mug", sourceId: "mug", price: 900 }) },
      this.clock,
    );
  }

  async aSku() {
    const { id } = await this.aProduct();
    const body = skuFields.parse({ name: "Blue mug", sourceId: "mug-blue", price: 900 });
    return {
      productId: id,
      body,
      saved: await saveSku({ actor: this.actor, params: { id }, body }, this.clock),
    };
  }

  async anOrder(status: "CREATED" | "PAID" | "CANCELED", id?: string): Promise<Told> {
    const customerId = await this.aCustomer();
    const body = orderFields.parse({
      sourceId: `order-${v7()}`,
      customerId,
      status: "CREATED",
      amount: 4_000,
    });
    const saved = await saveOrder({ actor: this.actor, params: id ? { id } : {}, body }, this.clock);
    if (status !== "CREATED")
      await saveOrder({ actor: this.actor, params: { id: saved.id }, body: { ...body, status } }, this.clock);
    return { customerId };
  }

  /** A customer has a code and uses it, or tries to. */
  async heldCode(limits: { endsAt?: number } = {}) {
    const customerId = await this.aCustomer();
    const campaignId = await this.campaign();
    const code = await this.give(campaignId, { customerId });
    if (limits.endsAt)
      await this.pool.query(`UPDATE campaign SET active = false WHERE id = $1`, [campaignId]);
    return { customerId, code, api: new CompatCalls(this) };
  }

  async changedCode(change: Record<string, unknown>): Promise<Told> {
    const { code, customerId } = await this.heldCode();
    await updateVoucher({ ...this.call(change), params: { code } }, this.clock);
    return { customerId };
  }

  async boundCode() {
    const { customerId, code } = await this.heldCode();
    const { rows } = await this.pool.query<{ id: string }>(`SELECT id FROM voucher WHERE code = $1`, [code]);
    const { id } = await this.aRule();
    const body = { objectType: "voucher" as const, objectId: rows[0]!.id };
    await assignRule({ actor: this.actor, params: { id }, body }, this.clock);
    return { customerId, id };
  }

  async giftCard() {
    const customerId = await this.aCustomer();
    const campaignId = await this.campaign({ discount: { type: "gift", amount: 5_000, currency: "EUR" } });
    return { customerId, code: await this.give(campaignId, { customerId }) };
  }

  async campaignRules(times: readonly (typeof BIG_ORDERS | null)[]): Promise<Told> {
    const { id } = await this.aCampaign();
    for (const one of times) {
      const read = one ? validationRule.parse({ name: "Rule", rules: one }).rules : null;
      await setCampaignRule(
        { actor: this.actor, params: { id }, body: { rules: read, message: "" } },
        this.clock,
      );
    }
    return NOBODY;
  }

  async aMember(leaves: boolean): Promise<Told> {
    const customerId = await this.aCustomer();
    const body = {
      name: "Friends",
      description: "",
      type: "static" as const,
      rule: segmentRule.parse({ match: "all", filters: [] }),
    };
    const { id } = await createSegment({ actor: this.actor, body }, this.clock);
    const change = (add: string[], remove: string[]) =>
      changeMembers({ actor: this.actor, params: { id }, body: { add, remove } }, this.clock);
    await change([customerId], []);
    if (leaves) await change([], [customerId]);
    return { customerId };
  }

  /** A campaign's codes are written into an audience, which takes them or refuses the key. */
  async mailchimpExport(status: 200 | 401): Promise<Told> {
    this.provider.answer = (_request, response) => void response.writeHead(status).end("{}");
    const { actor } = this;
    const account = { listId: "a1b2c3d4e5", apiKey: "0123456789abcdef-us21", baseUrl: this.provider.url };
    await connectMailchimp({ actor, body: mailchimpSettings.parse(account) }, this.clock);
    const { id } = await this.aCampaign();
    const planned = await exportToMailchimp({ actor, params: { id } }, this.clock);
    await exportMailchimp({ exportId: planned.id }, { pool: this.pool, clock: this.clock, last: false });
    return NOBODY;
  }

  /** A flow, which a distribution may have become, sends to a provider that takes the message or refuses it. */
  async aMessage(channel: "email" | "sms", status: 200 | 400, ofDistribution: boolean): Promise<Told> {
    await this.pool.query("DELETE FROM graphile_worker._private_jobs");
    const sender = await new DeliveryFixture(this.pool).open();
    await listenToAll(sender.workspaceId);
    const refused = { statusCode: status, name: "validation_error", message: "No such address" };
    const answer = JSON.stringify(status === 200 ? { id: "x" } : refused);
    this.provider.answer = (_request, response) =>
      void response.writeHead(status, { "content-type": "application/json" }).end(answer);
    const from = { fromAddress: "shop@harbour.example", fromName: "Harbour", baseUrl: this.provider.url };
    if (channel === "email")
      await sender.connect("email", "resend", from, { apiKey: "re_test", webhookSecret: "" });
    else await sender.connect("sms", "http", { url: `${this.provider.url}/sms` }, { token: "" });
    const templateId = await sender.published(channel === "email" ? "cart-reminder" : "cart-sms");
    const { flowId } = await sender.sending(`send-${channel}`, { templateId });
    if (ofDistribution)
      await this.pool.query(
        `INSERT INTO distribution (id, workspace_id, name, setup, flow_id, created_at, updated_at) VALUES ($1, $2, 'Codes', '{}', $3, now(), now())`,
        [v7(), sender.workspaceId, flowId],
      );
    const [customerId] = (await sender.customers(1)) as [string];
    await sender.abandon([customerId]);
    await sender.drain();
    await sender.deliver();
    return { customerId, workspaceId: sender.workspaceId };
  }

  async anExport() {
    return (await scheduleExport({ actor: this.actor, body: { object: "customer" } }, this.clock)).id;
  }
}

/** A webhook that asks for all of them: each has to reach it, too. */
const listenToAll = (workspaceId: string) =>
  createWebhook({
    actor: systemActor(workspaceId, PERMISSIONS),
    body: {
      name: "All",
      url: "https://listener.shop.example",
      events: INTERNAL_EVENTS.map(({ name }) => name),
    },
  });
