import { fork } from "node:child_process";
import { v7 } from "uuid";
import { shardOfValue } from "@/lib/domain/shard";
import { hashApiKey, newApiKeySecret } from "@/lib/server/auth/api-key-secret";
import { systemClock } from "@/lib/server/clock";
import { campaignSummary } from "@/lib/server/db/coupons/campaign-summary";
import { insertCodeBatch } from "@/lib/server/db/coupons/code-batches";
import { makeCodeBatch } from "@/lib/server/db/coupons/make-code-batch";
import { pool, transaction } from "@/lib/server/db/pool";
import { exportCodes } from "@/lib/server/use-cases/coupons/export-codes";
import { getCampaign } from "@/lib/server/use-cases/coupons/get-campaign";
import { listCampaignVouchers } from "@/lib/server/use-cases/coupons/list-campaign-vouchers";
import { listCampaigns } from "@/lib/server/use-cases/coupons/list-campaigns";
import { CompatCalls } from "@/lib/testing/compat-calls";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { beside } from "./beside";
import { amount, report } from "./report";

/**
 * Coupons: how long 50,000 codes take to be generated and stored as the product's job does it; then codes given, validated and redeemed per second, each
 * by its own call, eight at a time, in process and over HTTP, beside the raw ceiling: one indexed update and two inserts a transaction over plain
 * `pg`; and how long its codes take to be listed, found and downloaded. `coupons.ts <codes in the pool> <calls of each kind>`
 */
const inPool = amount(5_000);
const calls = Number(process.argv[3] ?? 1_500);
const AT_ONCE = 8;
/** Of these, so many come before the clock starts: each connection plans its statements and triggers once. */
const WARM = Math.floor(calls / 3);
const GENERATED = 50_000;
const READ_TIMES = 40;

const shop = await new CouponFixture(pool()).open();
shop.now = Date.now();
const campaignId = await shop.campaign({ name: "Pool", type: "static" });
const customers = await shop.customers(2 * calls);
await writeIdentities();
const generateSeconds = await generate();
await fill(campaignId, inPool + 3 * calls);
await pool().query("VACUUM ANALYZE");

const raw = await perSecond(rawCall);
const api = new CompatCalls(shop);
const published: string[] = [];
const inProcess = {
  publish: await perSecond(async (index) => {
    const { status, body } = await api.publish({
      campaign: "Pool",
      customer: { source_id: `shopper-${index + 1}` },
    });
    published[index] = insist(status, body).voucher.code;
  }),
  validate: await perSecond(async (index) => {
    const { status, body } = await api.validate(published[index]!, order(index));
    insist(status, body);
  }),
  redeem: await perSecond(async (index) => {
    const { status, body } = await api.redeem(published[index]!, order(index));
    insist(status, body);
  }),
};

const reads = await readEach();
const web = await openWeb();
const http = {
  publish: await perSecond(async (index) => {
    const body = await web.post("publications", {
      campaign: "Pool",
      customer: { source_id: `shopper-${calls + index + 1}` },
    });
    published[index] = body.voucher.code;
  }),
  validate: await perSecond(async (index) => {
    await web.post("validations", {
      redeemables: [{ object: "voucher", id: published[index]! }],
      ...order(index),
    });
  }),
  redeem: await perSecond(async (index) => {
    await web.post("redemptions", {
      redeemables: [{ object: "voucher", id: published[index]! }],
      ...order(calls + index),
    });
  }),
};
web.close();

const { rows } = await pool().query(
  `SELECT count(*)::int AS redeemed, count(DISTINCT customer_id)::int AS holders FROM voucher WHERE campaign_id = $1 AND redeemed_quantity = 1`,
  [campaignId],
);
if (rows[0].redeemed !== 2 * calls || rows[0].holders !== 2 * calls)
  throw new Error(
    `${rows[0].redeemed} codes of ${rows[0].holders} customers were redeemed, not ${2 * calls}.`,
  );
report({
  generateSeconds,
  rawPerSecond: raw,
  publishPerSecond: inProcess.publish,
  validatePerSecond: inProcess.validate,
  redeemPerSecond: inProcess.redeem,
  httpPublishPerSecond: http.publish,
  httpValidatePerSecond: http.validate,
  httpRedeemPerSecond: http.redeem,
  ...reads,
});

function order(index: number) {
  return { order: { source_id: `order-${index}`, amount: 10_000 } };
}

function insist<Body extends object>(status: number, body: Body): Body {
  if (status !== 200) throw new Error(`A call was answered ${status}: ${JSON.stringify(body).slice(0, 500)}`);
  return body;
}

/** What is read of the campaign's codes, in ms a call: the median of many, one after another. */
async function readEach(): Promise<Record<string, number>> {
  const { actor, clock } = shop;
  const params = { id: campaignId };
  const page = { limit: 50 };
  const reads = {
    list: () => listCampaignVouchers({ actor, params, query: page }, clock),
    listGiven: () => listCampaignVouchers({ actor, params, query: { ...page, state: "given" } }, clock),
    listUsed: () => listCampaignVouchers({ actor, params, query: { ...page, state: "used" } }, clock),
    search: () =>
      listCampaignVouchers({ actor, params, query: { ...page, search: poolCode(inPool) } }, clock),
    detail: () => getCampaign({ actor, params }, clock),
    campaigns: () => listCampaigns({ actor, query: page }),
    exportPage: () => exportPage(),
    summary: () => campaignSummary(pool(), shop.workspaceId, campaignId, { from: null, until: null }),
  };
  const told: Record<string, number> = {};
  for (const [name, read] of Object.entries(reads)) {
    const took: number[] = [];
    for (let time = 0; time < READ_TIMES; time++) {
      const started = performance.now();
      await read();
      took.push(performance.now() - started);
    }
    told[`${name}Ms`] = took.sort((a, b) => a - b)[READ_TIMES / 2]!;
  }
  return told;
}

/** The first codes of the campaign's file. */
async function exportPage(): Promise<void> {
  const { body } = await exportCodes({
    actor: shop.actor,
    params: { id: campaignId },
    query: { columns: "all" },
  });
  const reader = body!.getReader();
  await reader.read();
  await reader.read();
  await reader.cancel();
}

async function generate(): Promise<number> {
  const into = await shop.campaign({ name: "Generated", type: "static" });
  const id = v7();
  await insertCodeBatch(
    pool(),
    { id, workspaceId: shop.workspaceId, campaignId: into, wanted: GENERATED, createdBy: "bench" },
    new Date(),
  );
  const started = performance.now();
  await makeCodeBatch(pool(), id, systemClock);
  return (performance.now() - started) / 1000;
}

/** A code of the pool: with a dash, so that none of those made by the product is the same by chance. */
function poolCode(number: number): string {
  return `P-${number}`;
}

/** Puts codes into the pool without the log, however many. The shard of a code is found in here, as everywhere. */
async function fill(into: string, count: number): Promise<void> {
  for (let from = 0; from < count; from += 50_000) {
    const codes = Array.from({ length: Math.min(50_000, count - from) }, (_, index) =>
      poolCode(from + index),
    );
    await pool().query(
      `INSERT INTO voucher (shard, id, workspace_id, campaign_id, code, quantity, created_at)
       SELECT shard, uuidv7(), $1, $2, code, 1, now() FROM unnest($3::smallint[], $4::text[]) AS u (shard, code)`,
      [shop.workspaceId, into, codes.map(shardOfValue), codes],
    );
  }
}

async function writeIdentities(): Promise<void> {
  const values = customers.map((_, index) => `shopper-${index + 1}`);
  await pool().query(
    `INSERT INTO customer_identity (shard, workspace_id, kind, value, customer_shard, customer_id)
     SELECT u.shard, $1, 'external_id', u.value, c.shard, c.id FROM unnest($2::smallint[], $3::text[]) AS u (shard, value)
     JOIN customer c ON c.workspace_id = $1 AND c.external_id = u.value`,
    [shop.workspaceId, values.map(shardOfValue), values],
  );
}

/** What giving one code takes of the database and of nothing else: one indexed update and two inserts. */
async function rawCall(index: number): Promise<void> {
  const code = poolCode(inPool + 2 * calls + index);
  const customerId = customers[index]!;
  await transaction(async (client) => {
    const { rows } = await client.query<{ id: string }>({
      name: "raw-update",
      text: `UPDATE voucher SET published_at = now(), customer_id = $4 WHERE shard = $1 AND workspace_id = $2 AND code = $3 RETURNING id`,
      values: [shardOfValue(code), shop.workspaceId, code, customerId],
    });
    await client.query({
      name: "raw-publication",
      text: `INSERT INTO publication (id, workspace_id, campaign_id, voucher_id, code, customer_id, source_id, source, created_at) VALUES ($1, $2, $3, $4, $5, $6, $7, 'api', now())`,
      values: [v7(), shop.workspaceId, v7(), rows[0]!.id, code, customerId, `raw:${index}`],
    });
    await client.query({
      name: "raw-ledger",
      text: `INSERT INTO incentive (shard, id, workspace_id, customer_id, campaign_id, voucher_id, code, source, value, recovery, demo, given_at)
        VALUES ($1, $2, $3, $4, $5, $6, $7, 'api', '{}', false, false, now())`,
      values: [0, v7(), shop.workspaceId, customerId, campaignId, rows[0]!.id, code],
    });
  });
}

/** Makes all calls of one kind, so many at once. */
async function perSecond(call: (index: number) => Promise<void>): Promise<number> {
  await make(0, WARM, call);
  const started = performance.now();
  await make(WARM, calls, call);
  return (calls - WARM) / ((performance.now() - started) / 1000);
}

async function make(from: number, to: number, call: (index: number) => Promise<void>): Promise<void> {
  let next = from;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (next < to) await call(next++);
    }),
  );
}

async function openWeb() {
  const secret = newApiKeySecret("admin");
  await pool().query(
    `INSERT INTO api_key (id, workspace_id, name, scope, hash, prefix) VALUES ($1, $2, 'Bench', 'admin', $3, 'ck')`,
    [v7(), shop.workspaceId, hashApiKey(secret)],
  );
  const child = fork(beside("coupon-web"));
  const url = await new Promise<unknown>((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`The web process ended with ${code}.`)));
  });
  return {
    post: async (what: string, body: object) => {
      const response = await fetch(`${url}/v1/${what}`, {
        method: "POST",
        headers: { "x-app-id": "bench", "x-app-token": secret, "content-type": "application/json" },
        body: JSON.stringify(body),
      });
      return insist(response.status, (await response.json()) as { voucher: { code: string } });
    },
    close: () => child.kill(),
  };
}
