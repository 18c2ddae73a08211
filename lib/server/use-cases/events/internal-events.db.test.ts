import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { validationRule } from "@/lib/domain/coupon/rule";
import type { InternalEventName } from "@/lib/domain/event/internal";
import { shardOf } from "@/lib/domain/shard";
import { exportList } from "@/lib/server/jobs/export-list";
import { addBalance } from "@/lib/server/use-cases/compat/add-balance";
import { createVoucher } from "@/lib/server/use-cases/compat/create-voucher";
import { deleteVoucher } from "@/lib/server/use-cases/compat/delete-voucher";
import { updateVoucher } from "@/lib/server/use-cases/compat/update-voucher";
import { deleteCampaign } from "@/lib/server/use-cases/coupons/delete-campaign";
import { switchCampaign } from "@/lib/server/use-cases/coupons/switch-campaign";
import { updateCampaign } from "@/lib/server/use-cases/coupons/update-campaign";
import { eraseCustomer } from "@/lib/server/use-cases/customers/erase-customer";
import { identifyCustomer } from "@/lib/server/use-cases/customers/identify-customer";
import { updateCustomer } from "@/lib/server/use-cases/customers/update-customer";
import { deleteExport } from "@/lib/server/use-cases/exports/delete-export";
import { deleteProduct } from "@/lib/server/use-cases/products/delete-product";
import { deleteSku } from "@/lib/server/use-cases/products/delete-sku";
import { saveSku } from "@/lib/server/use-cases/products/save-sku";
import { updateProduct } from "@/lib/server/use-cases/products/update-product";
import { saveRule } from "@/lib/server/use-cases/rules/save-rule";
import { unassignRule } from "@/lib/server/use-cases/rules/unassign-rule";
import { testDatabase } from "@/lib/testing/database";
import { BIG_ORDERS, HappeningFixture, NOBODY, type Told } from "@/lib/testing/happening-fixture";
import { HttpSink } from "@/lib/testing/providers/http-sink";

/*
 * Each of the 55 happenings, brought about by what brings it about in the product, and found on the log: once, of the customer whom it
 * concerns, or of nobody. The table below has a line for every name, or does not compile.
 */

// The providers of these tests are real servers on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

let pool: pg.Pool;
let shop: HappeningFixture;
let provider: HttpSink;
beforeAll(async () => {
  pool = (await testDatabase()).pool;
  provider = await new HttpSink().open();
});
afterAll(() => provider.close());
beforeEach(async () => {
  shop = await new HappeningFixture(pool, provider).open();
});

const CASES: Record<InternalEventName, () => Promise<Told>> = {
  "customer.created": async () => {
    const body = { externalId: "anna" };
    const request = new Request("http://shop.example/api/v1/customers", { method: "POST" });
    const { id } = await identifyCustomer({ actor: shop.actor, body, request } as never, shop.clock);
    return { customerId: id };
  },
  "customer.updated": async () => {
    const customerId = await shop.aCustomer();
    const body = { firstName: "Anna" };
    await updateCustomer({ actor: shop.actor, params: { id: customerId }, body }, shop.clock);
    return { customerId };
  },
  "customer.deleted": async () => {
    const customerId = await shop.aCustomer();
    await eraseCustomer({ actor: shop.actor, params: { id: customerId } }, shop.clock);
    return { customerId };
  },
  "customer.rewarded": async () => {
    const { customerId } = await shop.giftCard();
    return { customerId };
  },
  "customer.segment.entered": () => shop.aMember(false),
  "customer.segment.left": () => shop.aMember(true),
  "customer.email.sent": () => shop.aMessage("email", 200, false),
  "customer.email.failed": () => shop.aMessage("email", 400, false),
  "customer.sms.sent": () => shop.aMessage("sms", 200, false),
  "customer.sms.failed": () => shop.aMessage("sms", 400, false),
  "order.created": () => shop.anOrder("CREATED"),
  "order.updated": () => shop.anOrder("PAID"),
  "order.paid": () => shop.anOrder("PAID"),
  "order.canceled": () => shop.anOrder("CANCELED"),
  "redemption.succeeded": async () => {
    const { api, code, customerId } = await shop.heldCode();
    await api.redeem(code);
    return { customerId };
  },
  "redemption.failed": async () => {
    const { api, code, customerId } = await shop.heldCode({ endsAt: 1 });
    await api.redeem(code);
    return { customerId };
  },
  "redemption.rollback.succeeded": async () => {
    const { api, code, customerId } = await shop.heldCode();
    await api.rollback((await api.redeem(code)).body.redemptions[0]!.id);
    return { customerId };
  },
  "redemption.rollback.failed": async () => {
    const { api, code, customerId } = await shop.heldCode();
    const { id } = (await api.redeem(code)).body.redemptions[0]!;
    await api.rollback(id);
    await api.rollback(id);
    return { customerId };
  },
  "voucher.created": async () => {
    const { customerId } = await shop.heldCode();
    return { customerId };
  },
  "voucher.updated": () => shop.changedCode({ metadata: { seen: true } }),
  "voucher.deleted": async () => {
    const body = { type: "DISCOUNT_VOUCHER", discount: { type: "PERCENT", percent_off: 5 } } as const;
    await createVoucher({ ...shop.call(body), params: { code: "GONE" } }, shop.clock);
    await deleteVoucher({ ...shop.call({}), params: { code: "GONE" } }, shop.clock);
    return NOBODY;
  },
  "voucher.enabled": async () => {
    const { code, customerId } = await shop.heldCode();
    for (const active of [false, true])
      await updateVoucher({ ...shop.call({ active }), params: { code } }, shop.clock);
    return { customerId };
  },
  "voucher.disabled": () => shop.changedCode({ active: false }),
  "voucher.published": async () => {
    const { customerId } = await shop.heldCode();
    return { customerId };
  },
  "voucher.gift.balance_added": async () => {
    const { customerId, code } = await shop.giftCard();
    await addBalance({ ...shop.call({ amount: 500 }), params: { code } }, shop.clock);
    return { customerId };
  },
  "voucher.validation.succeeded": async () => {
    const { api, code, customerId } = await shop.heldCode();
    await api.validate(code);
    return { customerId };
  },
  "voucher.validation.failed": async () => {
    const { api, code, customerId } = await shop.heldCode({ endsAt: 1 });
    await api.validate(code);
    return { customerId };
  },
  "voucher.validation_rules.created": async () => {
    const { customerId } = await shop.boundCode();
    return { customerId };
  },
  "voucher.validation_rules.updated": async () => {
    const { customerId, id } = await shop.boundCode();
    const body = validationRule.parse({ name: "Bigger orders", rules: BIG_ORDERS });
    await saveRule({ actor: shop.actor, params: { id }, body }, shop.clock);
    return { customerId };
  },
  "voucher.validation_rules.deleted": async () => {
    const { customerId, id } = await shop.boundCode();
    await unassignRule({ actor: shop.actor, params: { id }, query: {} }, shop.clock);
    return { customerId };
  },
  "campaign.created": async () => {
    await shop.aCampaign();
    return NOBODY;
  },
  "campaign.updated": async () => {
    const { id } = await shop.aCampaign();
    await updateCampaign({ actor: shop.actor, params: { id }, body: { name: "Come back" } }, shop.clock);
    return NOBODY;
  },
  "campaign.deleted": async () => {
    const { id } = await shop.aCampaign();
    await deleteCampaign({ actor: shop.actor, params: { id } }, shop.clock);
    return NOBODY;
  },
  "campaign.enabled": async () => {
    const { id } = await shop.aCampaign();
    for (const active of [false, true])
      await switchCampaign({ actor: shop.actor, params: { id } }, active, shop.clock);
    return NOBODY;
  },
  "campaign.disabled": async () => {
    const { id } = await shop.aCampaign();
    await switchCampaign({ actor: shop.actor, params: { id } }, false, shop.clock);
    return NOBODY;
  },
  "campaign.validation_rules.created": () => shop.campaignRules([BIG_ORDERS]),
  "campaign.validation_rules.updated": () => shop.campaignRules([BIG_ORDERS, BIG_ORDERS]),
  "campaign.validation_rules.deleted": () => shop.campaignRules([BIG_ORDERS, null]),
  "campaign.export_mailchimp_scheduled": () => shop.mailchimpExport(200),
  "campaign.export_mailchimp_done": () => shop.mailchimpExport(200),
  "campaign.export_mailchimp_failed": () => shop.mailchimpExport(401),
  "product.created": async () => {
    await shop.aProduct();
    return NOBODY;
  },
  "product.updated": async () => {
    const { id } = await shop.aProduct();
    await updateProduct({ actor: shop.actor, params: { id }, body: { price: 1_000 } }, shop.clock);
    return NOBODY;
  },
  "product.deleted": async () => {
    const { id } = await shop.aProduct();
    await deleteProduct({ actor: shop.actor, params: { id } }, shop.clock);
    return NOBODY;
  },
  "sku.created": async () => {
    await shop.aSku();
    return NOBODY;
  },
  "sku.updated": async () => {
    const { productId, saved, body } = await shop.aSku();
    await saveSku(
      { actor: shop.actor, params: { id: productId, skuId: saved.id }, body: { ...body, price: 950 } },
      shop.clock,
    );
    return NOBODY;
  },
  "sku.deleted": async () => {
    const { saved } = await shop.aSku();
    await deleteSku({ actor: shop.actor, params: { id: saved.id } }, shop.clock);
    return NOBODY;
  },
  "distribution.email.sent": () => shop.aMessage("email", 200, true),
  "distribution.email.failed": () => shop.aMessage("email", 400, true),
  "distribution.sms.sent": () => shop.aMessage("sms", 200, true),
  "distribution.sms.failed": () => shop.aMessage("sms", 400, true),
  "export.scheduled": async () => {
    await shop.anExport();
    return NOBODY;
  },
  "export.done": async () => {
    await exportList({ exportId: await shop.anExport() }, { pool, clock: shop.clock });
    return NOBODY;
  },
  "export.failed": async () => {
    await exportList({ exportId: await shop.anExport() }, { pool, clock: shop.clock, mostCharacters: 1 });
    return NOBODY;
  },
  "export.deleted": async () => {
    await deleteExport({ actor: shop.actor, params: { id: await shop.anExport() } }, shop.clock);
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
