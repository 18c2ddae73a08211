import type pg from "pg";
import { describe, expect, test } from "vitest";
import { createCampaignContract } from "@/lib/contracts/campaigns";
import { compatCreateVoucherCode } from "@/lib/contracts/compat-campaigns";
import { createVoucher } from "@/lib/server/use-cases/compat/create-voucher";
import type { CompatCalls } from "@/lib/testing/compat-calls";
import type { CouponFixture } from "@/lib/testing/coupon-fixture";
import { openShops } from "@/lib/testing/open-shops";
import { createCampaign } from "./create-campaign";

let pool: pg.Pool;
let shop: CouponFixture;
let api: CompatCalls;
openShops(
  (opened) => {
    ({ pool, shop, api } = opened);
  },
  { connections: 64 },
);

describe("publishing", () => {
  test("S0-20: a fixed pool of three serves three; auto-update serves a fourth", async () => {
    for (const [type, fourth] of [
      ["static", { body: { key: "no_voucher_suitable_for_publication" } }],
      ["auto_update", { status: 200 }],
    ] as const) {
      const name = `Pool ${type}`;
      await shop.codes(await shop.campaign({ name, type }), 3);
      const give = (index: number) =>
        api.publish({ campaign: { name }, customer: { source_id: `${type}-${index}` } });
      expect([await give(1), await give(2), await give(3)].map(({ status }) => status)).toEqual([
        200, 200, 200,
      ]);
      expect(await give(4)).toMatchObject(fourth);
    }
  });

  test("S0-38: 200 customers at once get 200 different codes", async () => {
    const name = "Two hundred";
    await shop.codes(await shop.campaign({ name, type: "static" }), 200);
    const answers = await Promise.all(
      Array.from({ length: 201 }, (_, index) =>
        api.publish({ campaign: { name }, customer: { source_id: `buyer-${index}` } }),
      ),
    );
    const given = answers.filter(({ status }) => status === 200);
    expect(given).toHaveLength(200);
    expect(new Set(given.map(({ body }) => body.voucher.code)).size).toBe(200);
    expect(new Set(given.map(({ body }) => body.voucher.holder_id)).size).toBe(200);
  });

  test("S0-38: a code that somebody has is not given to somebody else", async () => {
    const [code] = await shop.codes(await shop.campaign({ type: "static" }), 1);
    const one = await api.publish({ voucher: code, customer: { source_id: "one" } });
    expect(one).toMatchObject({
      status: 200,
      body: { object: "publication", result: "SUCCESS", voucher: { code, publish: { count: 1 } } },
    });
    expect(await api.publish({ voucher: code, customer: { source_id: "two" } })).toMatchObject({
      body: { key: "voucher_already_published" },
    });
    expect((await api.publish({ voucher: code, customer: { source_id: "one" } })).status).toBe(200);
  });

  test("S0-38: a code of its own is given to one customer, also when many ask at once; one for everybody to all", async () => {
    const body = { type: "DISCOUNT_VOUCHER", discount: { type: "PERCENT", percent_off: 10 } };
    const call = { actor: shop.actor, request: new Request("http://shop.example/v1/vouchers"), query: {} };
    const make = (code: string) =>
      createVoucher(
        {
          ...{ ...call, requestId: "v-test", params: { code } },
          body: compatCreateVoucherCode.body!.parse(body),
        },
        shop.clock,
      );
    await make("OWN-1");
    const give = (voucher: string, source: string) =>
      api.publish({ voucher, customer: { source_id: source } });
    expect(await give("OWN-1", "one")).toMatchObject({
      status: 200,
      body: { voucher: { campaign: null, holder_id: expect.any(String) } },
    });
    expect(await give("OWN-1", "two")).toMatchObject({ body: { key: "voucher_already_published" } });
    expect((await give("OWN-1", "one")).status).toBe(200);
    await make("OWN-2");
    const answers = await Promise.all(
      Array.from({ length: 16 }, (_, index) => give("OWN-2", `at-once-${index}`)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    await pool.query(`UPDATE campaign SET name = 'Renamed' WHERE workspace_id = $1 AND name = 'OWN-2'`, [
      shop.workspaceId,
    ]);
    expect(await give("OWN-2", "later")).toMatchObject({ body: { key: "voucher_already_published" } });
    const spring = { name: "SPRING", type: "standalone", code: "SPRING" };
    const discount = { type: "percent", percentOff: 5 };
    await createCampaign(
      { actor: shop.actor, body: createCampaignContract.body!.parse({ ...spring, discount }) },
      shop.clock,
    );
    for (const source of ["one", "two"])
      expect(await give("SPRING", source)).toMatchObject({
        status: 200,
        body: { voucher: { campaign: "SPRING", holder_id: null } },
      });
  });

  test("S0-38: a code that was used or has expired is given to nobody, neither from its pool nor by name", async () => {
    const name = "Worn";
    const codes = await shop.codes(await shop.campaign({ name, type: "static" }), 3, 5);
    const [used = "", expired = "", good] = codes;
    expect((await api.redeem(used)).status).toBe(200);
    await pool.query(`UPDATE voucher SET expires_at = $3 WHERE workspace_id = $1 AND code = $2`, [
      shop.workspaceId,
      expired,
      shop.clock(),
    ]);
    for (const code of [used, expired])
      expect(await api.publish({ voucher: code, customer: { source_id: "one" } })).toMatchObject({
        body: { key: "no_voucher_suitable_for_publication" },
      });
    const give = (source: string) => api.publish({ campaign: { name }, customer: { source_id: source } });
    expect((await give("one")).body.voucher.code).toBe(good);
    expect(await give("two")).toMatchObject({ body: { key: "no_voucher_suitable_for_publication" } });
  });

  test("S0-39: the same source_id gives the same code again, and to nobody else", async () => {
    const name = "Again";
    await shop.campaign({ name });
    const give = (source: string) =>
      api.publish({ campaign: { name }, customer: { source_id: source }, source_id: "gift-1" });
    const raced = await Promise.all([give("one"), give("one"), give("one")]);
    expect(new Set(raced.map(({ body }) => body.voucher.code)).size).toBe(1);
    expect(await give("two")).toMatchObject({ body: { key: "invalid_publish_params" } });
  });

  test("S0-39: the same Idempotency-Key gives the same code again", async () => {
    const name = "Key";
    await shop.campaign({ name });
    const answers = await Promise.all(
      [1, 2, 3].map(() => api.publish({ campaign: { name }, customer: { source_id: "one" } }, "key-9")),
    );
    expect(new Set(answers.map(({ body }) => body.voucher.code)).size).toBe(1);
  });

  test("S0-39: the same Idempotency-Key gives the same refusal again, also when codes were added or freed meanwhile", async () => {
    const name = "Empty";
    const id = await shop.campaign({ name, type: "static" });
    const [taken] = await shop.codes(id, 1);
    await api.publish({ voucher: taken, customer: { source_id: "one" } });
    await shop.codes(await shop.campaign({ name: "Two", type: "static" }), 2);
    const asked = [
      [{ campaign: { name } }, "no_voucher_suitable_for_publication"],
      [{ campaign: { name: "Two", count: 3 } }, "no_voucher_suitable_for_publication"],
      [{ voucher: taken }, "voucher_already_published"],
    ] as const;
    const answers = async () =>
      await Promise.all(
        asked.map(([what], n) => api.publish({ ...what, customer: { source_id: "two" } }, `refused-${n}`)),
      );
    const first = await answers();
    expect(first).toMatchObject(asked.map(([, key]) => ({ status: 400, body: { code: 400, key } })));
    const { rows } = await pool.query(
      `SELECT count(*)::int AS given FROM publication WHERE workspace_id = $1`,
      [shop.workspaceId],
    );
    expect(rows).toEqual([{ given: 1 }]);
    const { rows: campaigns } = await pool.query<{ id: string }>(
      `SELECT id FROM campaign WHERE workspace_id = $1`,
      [shop.workspaceId],
    );
    for (const campaign of campaigns) await shop.codes(campaign.id, 3);
    await pool.query(`UPDATE voucher SET customer_id = NULL, published_at = NULL WHERE workspace_id = $1`, [
      shop.workspaceId,
    ]);
    expect(await answers()).toMatchObject(first.map(({ body }) => ({ status: 400, body, replayed: true })));
    const anew = await api.publish({ campaign: { name }, customer: { source_id: "two" } }, "another-key");
    expect(anew.status).toBe(200);
  });

  test("S0-39: a request that was wrong in itself leaves its Idempotency-Key free", async () => {
    const give = () =>
      api.publish({ campaign: { name: "Not yet" }, customer: { source_id: "one" } }, "early");
    expect(await give()).toMatchObject({ status: "refused", body: { key: "not_found" } });
    await shop.campaign({ name: "Not yet" });
    expect((await give()).status).toBe(200);
  });

  test("join_once gives the customer the code they have", async () => {
    const name = "Once";
    await shop.campaign({ name });
    const give = () => api.publish({ campaign: { name }, customer: { source_id: "one" }, join_once: true });
    expect((await give()).body.voucher.code).toBe((await give()).body.voucher.code);
  });

  test("S0-38: join_once gives a customer one code also when they ask sixteen times at once", async () => {
    const name = "Once at once";
    const id = await shop.campaign({ name });
    const answers = await Promise.all(
      Array.from({ length: 16 }, () =>
        api.publish({ campaign: { name }, customer: { source_id: "one" }, join_once: true }),
      ),
    );
    expect(new Set(answers.map(({ body }) => body.voucher.code)).size).toBe(1);
    const { rows } = await pool.query(`SELECT id FROM voucher WHERE campaign_id = $1`, [id]);
    expect(rows).toHaveLength(1);
  });

  test("a campaign of one code for each customer gives it again, also when it is used up and when asked at once", async () => {
    const name = "One each";
    const id = await shop.campaign({ name });
    await pool.query(`UPDATE campaign SET join_once = true WHERE id = $1`, [id]);
    const give = (source: string) => api.publish({ campaign: { name }, customer: { source_id: source } });
    await api.publish({ campaign: { name }, customer: { source_id: "other" } });
    const answers = await Promise.all(Array.from({ length: 8 }, () => give("one")));
    const codes = new Set(answers.map(({ body }) => body.voucher.code));
    expect(codes.size).toBe(1);
    const [code] = [...codes] as [string];
    expect(await api.redeem(code)).toMatchObject({ status: 200 });
    expect((await give("one")).body.voucher.code).toBe(code);
    expect((await give("two")).body.voucher.code).not.toBe(code);
  });

  test("names an unknown campaign, code or customer", async () => {
    expect(await api.publish({ campaign: { name: "None" }, customer: { source_id: "one" } })).toMatchObject({
      body: { key: "not_found" },
    });
    expect(await api.publish({ voucher: "NONE", customer: { source_id: "one" } })).toMatchObject({
      body: { key: "not_found" },
    });
    expect(await api.publish({ campaign: { name: "None" }, customer: {} })).toMatchObject({
      body: { key: "invalid_customer" },
    });
    expect(await api.publish({ campaign: { name: "None" }, customer: { email: "no mail" } })).toMatchObject({
      body: { key: "invalid_customer" },
    });
  });
});
