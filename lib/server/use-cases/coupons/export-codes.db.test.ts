import { parse } from "csv-parse/sync";
import type pg from "pg";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { campaignFields } from "@/lib/domain/coupon/campaign";
import { systemActor } from "@/lib/server/auth/actor";
import { generateCodes as runJob } from "@/lib/server/jobs/generate-codes";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { createCampaign } from "./create-campaign";
import { exportCodes } from "./export-codes";
import { generateCodes } from "./generate-codes";

let pool: pg.Pool;
let shop: CouponFixture;
beforeAll(async () => {
  ({ pool } = await testDatabase());
});
beforeEach(async () => {
  shop = await new CouponFixture(pool).open();
});

async function poolOf(count: number): Promise<string> {
  const body = campaignFields.parse({
    name: "Große Rabatte",
    type: "static",
    discount: { type: "percent", percentOff: 5 },
    codeConfig: { length: 10 },
  });
  const { id } = await createCampaign({ actor: shop.actor, body }, shop.clock);
  const batch = await generateCodes({ actor: shop.actor, params: { id }, body: { count } }, shop.clock);
  if (batch.status !== "done") await runJob({ batchId: batch.id }, { pool, clock: shop.clock });
  return id;
}
const exported = async (id: string, columns: "all" | "emails") => {
  const response = await exportCodes({ actor: shop.actor, params: { id }, query: { columns } });
  return { response, rows: parse(await response.text(), { columns: true }) as Record<string, string>[] };
};

it("S3-46: 50,000 codes come as one CSV file with a header and no code twice", async () => {
  const id = await poolOf(50_000);
  const { response, rows } = await exported(id, "all");
  expect(response.headers.get("content-type")).toContain("text/csv");
  expect(response.headers.get("content-disposition")).toContain("Gro%C3%9Fe%20Rabatte%20codes.csv");
  expect(new Set(rows.map(({ code }) => code)).size).toBe(50_000);
  expect(Object.keys(rows[0]!)).toEqual([
    "code",
    "email",
    "customer_id",
    "phone",
    "given_at",
    "expires_at",
    "redeemed",
    "redeemable",
  ]);
});

it("S3-49: joins each given code with its customer's e-mail address, and starts no formula", async () => {
  const id = await poolOf(3);
  const [customer] = await shop.customers(1);
  await pool.query(`UPDATE customer SET email = $2 WHERE id = $1`, [customer, "=cmd@shop.example"]);
  await pool.query(
    `UPDATE voucher SET customer_id = $2, published_at = now() WHERE (shard, id) IN (SELECT shard, id FROM voucher WHERE campaign_id = $1 LIMIT 1)`,
    [id, customer],
  );
  const { rows } = await exported(id, "emails");
  expect(rows).toHaveLength(1);
  expect(rows[0]).toMatchObject({ email: "'=cmd@shop.example", first_name: "" });
  expect(rows[0]!.code).toMatch(/^\w{10}$/);
});

it("M-3: is not for those who only look, and is written down with what it held", async () => {
  const id = await poolOf(1);
  const viewer = systemActor(shop.workspaceId, ["read"]);
  await expect(
    exportCodes({ actor: viewer, params: { id }, query: { columns: "all" } }),
  ).rejects.toMatchObject({ code: "forbidden" });
  await exported(id, "emails");
  const { rows } = await pool.query(
    `SELECT detail FROM audit_entry WHERE object_id = $1 AND action = 'codes.downloaded'`,
    [id],
  );
  expect(rows).toEqual([{ detail: { columns: "emails" } }]);
});
