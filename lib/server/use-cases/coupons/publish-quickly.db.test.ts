import { randomBytes } from "node:crypto";
import type pg from "pg";
import { describe, expect, test } from "vitest";
import { issueVouchers } from "@/lib/server/db/coupons/issue-vouchers";
import { transaction } from "@/lib/server/db/pool";
import type { CompatCalls } from "@/lib/testing/compat-calls";
import type { CouponFixture } from "@/lib/testing/coupon-fixture";
import { openShops } from "@/lib/testing/open-shops";

let pool: pg.Pool;
let shop: CouponFixture;
let api: CompatCalls;
openShops(
  (opened) => {
    ({ pool, shop, api } = opened);
  },
  { connections: 64 },
);

const publish = (name: string, customer: string, more: object = {}) =>
  api.publish({ campaign: { name }, customer: { source_id: customer }, ...more });

/** All that was written for the codes of a campaign, without what is drawn anew each time. */
async function written(campaignId: string): Promise<Record<string, unknown>> {
  const read = async (sql: string) => (await pool.query<{ row: object }>(sql, [campaignId])).rows;
  const drawn = "ARRAY['id', 'shard', 'code', 'voucher_id', 'campaign_id', 'customer_id', 'source_id']";
  return {
    vouchers: await read(`SELECT to_jsonb(v) - ${drawn} AS row FROM voucher v WHERE campaign_id = $1`),
    publications: await read(
      `SELECT to_jsonb(p) - ${drawn} AS row FROM publication p WHERE campaign_id = $1 AND voucher_id IN (SELECT id FROM voucher WHERE code = p.code)`,
    ),
    ledger: await read(
      `SELECT to_jsonb(i) - ${drawn} AS row FROM incentive i WHERE campaign_id = $1 AND get_byte(uuid_send(customer_id), 15) % 64 = shard`,
    ),
    log: await read(
      `SELECT to_jsonb(e) - ${drawn} - 'message_id' - 'properties' || jsonb_build_object('about', e.properties - 'code' - 'voucherId' - 'campaignId') AS row
       FROM event e WHERE properties->>'campaignId' = $1::text AND EXISTS (
         SELECT FROM voucher v JOIN publication p ON p.voucher_id = v.id
         WHERE v.customer_id = e.customer_id AND v.code = e.properties->>'code' AND v.id::text = e.properties->>'voucherId'
           AND e.message_id IN ('voucher:' || v.id || ':created', 'publication:' || v.id || ':' || p.source_id)) ORDER BY e.id`,
    ),
    totals: await read(
      `SELECT jsonb_build_object(kind, sum(count)) AS row FROM campaign_total WHERE campaign_id = $1 GROUP BY kind ORDER BY kind`,
    ),
  };
}

describe("a code given in one statement", () => {
  test.each(["static", "auto_update"] as const)(
    "S3-44: writes what giving by a batch writes, of a campaign of the kind %s",
    async (type) => {
      const terms = { type, validForMs: 43_200_000, startsAt: shop.now - 1000, recovery: true };
      const [one, batch] = [await shop.campaign({ name: "One", ...terms }), await shop.campaign(terms)];
      if (type === "static") await Promise.all([shop.codes(one, 1), shop.codes(batch, 1)]);
      expect((await publish("One", "anna", { channel: "till", metadata: { till: 7 } })).status).toBe(200);
      const given = await transaction(
        (client) =>
          issueVouchers(
            client,
            [
              shop.request(batch, {
                ...{ runId: null, flowId: null, stepId: null, reuse: "new", source: "api" },
                ...{ channel: "till", metadata: { till: 7 } },
              }),
            ],
            { now: shop.now, random: randomBytes },
          ),
        pool,
      );
      expect(given[0]?.kind).toBe("issued");
      const expected = await written(batch);
      expect(expected.log).toHaveLength(type === "static" ? 1 : 2);
      expect(await written(one)).toEqual(expected);
    },
  );

  test("S0-39: 64 who ask at once with 32 source ids get 32 codes of the pool, and the others stay in it", async () => {
    const campaign = await shop.campaign({ name: "Pairs", type: "static" });
    await shop.codes(campaign, 40);
    const answers = await Promise.all(
      Array.from({ length: 64 }, (_, index) =>
        publish("Pairs", `c${index % 32}`, { source_id: `gift-${index % 32}` }),
      ),
    );
    const codes = answers.map(({ status, body }) => (status === 200 ? body.voucher.code : body.key));
    for (let index = 0; index < 32; index++) expect(codes[index]).toBe(codes[index + 32]);
    expect(new Set(codes).size).toBe(32);
    const { rows } = await pool.query(
      `SELECT (SELECT count(*)::int FROM voucher WHERE campaign_id = $1 AND customer_id IS NULL) AS free,
              (SELECT count(*)::int FROM incentive WHERE campaign_id = $1) AS ledger,
              (SELECT count(*)::int FROM event WHERE workspace_id = $2 AND name = 'voucher.published') AS told`,
      [campaign, shop.workspaceId],
    );
    expect(rows[0]).toEqual({ free: 8, ledger: 32, told: 32 });
  });

  test("S0-20: what was changed of a campaign holds for the very next code", async () => {
    const id = await shop.campaign({ name: "Changing" });
    const until = async () =>
      Date.parse(String((await publish("Changing", "anna")).body.voucher.expiration_date)) - shop.now;
    await publish("Changing", "anna");
    for (const ms of [60_000, 3_600_000]) {
      await pool.query(`UPDATE campaign SET valid_for_ms = $2 WHERE id = $1`, [id, ms]);
      expect(await until()).toBe(ms);
    }
    await pool.query(`UPDATE campaign SET active = false WHERE id = $1`, [id]);
    expect(await publish("Changing", "anna")).toMatchObject({
      body: { key: "no_voucher_suitable_for_publication" },
    });
    await pool.query(`UPDATE campaign SET active = true, name = 'Changed' WHERE id = $1`, [id]);
    expect(await publish("Changing", "anna")).toMatchObject({ body: { key: "not_found" } });
    expect((await publish("Changed", "anna")).status).toBe(200);
  });

  test.each(["next of its pool", "asked for by its code"])(
    "a code with a later start of its own does not count before it: %s",
    async (how) => {
      const [code] = await shop.codes(await shop.campaign({ name: "Later", type: "static" }), 1);
      const start = new Date(shop.now + 86_400_000);
      await pool.query(`UPDATE voucher SET starts_at = $3 WHERE workspace_id = $1 AND code = $2`, [
        shop.workspaceId,
        code,
        start,
      ]);
      const asked = how.startsWith("next") ? { campaign: { name: "Later" } } : { voucher: code };
      expect(await api.publish({ ...asked, customer: { source_id: "anna" } })).toMatchObject({
        body: { voucher: { code, start_date: start.toISOString() } },
      });
      expect(await api.redeem(code ?? "")).toMatchObject({ body: { key: "voucher_not_active" } });
      shop.now = start.getTime();
      expect((await api.redeem(code ?? "")).status).toBe(200);
    },
  );

  test("S1-27: webhooks and segments that ask for a code that is made and given are told of it", async () => {
    await shop.campaign({ name: "Heard" });
    const names = ["voucher.created", "voucher.published"];
    await pool.query(
      `INSERT INTO webhook (id, workspace_id, name, url, events, secret, created_at, updated_at)
       VALUES (gen_random_uuid(), $1, 'Hook', 'https://shop.example/hook', $2, 's', now(), now())`,
      [shop.workspaceId, names],
    );
    await pool.query(
      `INSERT INTO segment (id, workspace_id, name, type, rule, created_at, updated_at)
       VALUES (gen_random_uuid(), $1, 'Had a code', 'auto', '{"match": "all", "conditions": [{"event": "voucher.published"}]}', now(), now())`,
      [shop.workspaceId],
    );
    await publish("Heard", "anna");
    const { rows } = await pool.query(
      `SELECT array(SELECT event_name FROM webhook_delivery WHERE workspace_id = $1 ORDER BY id) AS hooks,
              array(SELECT e.name FROM event_pending p JOIN event e ON e.shard = p.shard AND e.id = p.event_id
                    WHERE e.workspace_id = $1 AND e.name LIKE 'voucher.%') AS waiting`,
      [shop.workspaceId],
    );
    expect(rows[0]).toEqual({ hooks: names, waiting: ["voucher.published"] });
  });
});
