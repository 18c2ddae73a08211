import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { testDatabase } from "@/lib/testing/database";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { SentFixture, takingProviders } from "@/lib/testing/sent-fixture";
import { getMessage } from "./get-message";
import { listMessages } from "./list-messages";

// The providers of these tests are real servers on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

let pool: pg.Pool;
let shop: SentFixture;
let providers: Awaited<ReturnType<typeof takingProviders>>;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
  providers = await takingProviders();
});
afterAll(() => providers.close());
beforeEach(async () => {
  await pool.query("DELETE FROM delivery");
  shop = await new SentFixture(pool, providers).open();
});

describe("looking at messages", () => {
  it("shows one as it was rendered, though template and brand have changed since, with its history", async () => {
    const { message, customerId, flowId } = await shop.oneSent();
    await pool.query(`UPDATE customer SET first_name = 'Somebody else' WHERE id = $1`, [customerId]);
    const found = await getMessage({ actor: shop.actor, params: { id: message.id } });
    expect(found).toMatchObject({
      id: message.id,
      status: "sent",
      to: "shopper@shop.example",
      subject: "You left something behind",
      flow: { id: flowId, name: "Flow" },
      template: { version: 1 },
      provider: { provider: "smtp", messageId: "TEST1" },
      vouchers: [],
      history: [{ what: "Decided by the flow" }, { what: "Taken by the provider" }],
    });
    expect(found.html).toContain("Mug");
    expect(found.html).not.toMatch(/\/t\/|\/u\/(?!example)/);
    expect(found.text).toContain("Hello there");
    expect(found.headers).toHaveLength(2);
  });

  it("shows one that could not be rendered, with what became of it", async () => {
    const { message } = await shop.oneSent();
    const call = { url: "https://crm.example/", method: "POST", headers: {}, body: "{% for %}" };
    await pool.query(
      `UPDATE message SET channel = 'webhook', template_version_id = NULL, status = 'failed', reason = 'template_error:illegal tag',
         context = (context::jsonb || jsonb_build_object('webhook', $2::jsonb))::json WHERE id = $1`,
      [message.id, JSON.stringify(call)],
    );
    const found = await getMessage({ actor: shop.actor, params: { id: message.id } });
    expect(found).toMatchObject({ status: "failed", text: "", reason: { code: "template_error" } });
  });

  it("finds them by customer, channel, status, reason and flow, in pages that leave nothing out", async () => {
    const { flowId } = await shop.oneSent();
    const customers = await shop.customers(12);
    await shop.abandon(customers);
    await shop.drain();
    for (const customerId of customers.slice(0, 5)) await shop.setConsent(customerId, "email", "denied");
    await shop.deliver();
    const list = (query: object) => listMessages({ actor: shop.actor, query: { limit: 5, ...query } });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ ...(cursor ? { cursor } : {}) });
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(13);
    expect(new Set(seen).size).toBe(13);
    expect((await list({ status: "skipped" })).data.map(({ reason }) => reason?.code)).toEqual(
      Array(5).fill("no_consent"),
    );
    expect((await list({ reason: "no_consent", flow: flowId, channel: "email" })).data).toHaveLength(5);
    expect((await list({ channel: "sms" })).data).toEqual([]);
    expect((await list({ customer: customers[0]! })).data).toMatchObject([
      { status: "skipped", reason: { label: "No consent" } },
    ]);
    await expect(list({ customer: "nobody" })).rejects.toMatchObject({ code: "not_found" });
  });

  it("another workspace's message does not exist", async () => {
    const { message, customerId } = await shop.oneSent();
    const stranger = await new DeliveryFixture(pool).open();
    await expect(getMessage({ actor: stranger.actor, params: { id: message.id } })).rejects.toMatchObject({
      code: "not_found",
    });
    expect((await listMessages({ actor: stranger.actor, query: { limit: 5 } })).data).toEqual([]);
    await expect(
      listMessages({ actor: stranger.actor, query: { limit: 5, customer: customerId } }),
    ).rejects.toMatchObject({ code: "not_found" });
  });
});
