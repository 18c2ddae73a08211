import { createHash } from "node:crypto";
import type pg from "pg";
import { afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { mailchimpSettings } from "@/lib/contracts/mailchimp";
import { connectMailchimp } from "@/lib/server/use-cases/mailchimp/connect-mailchimp";
import { disconnectMailchimp } from "@/lib/server/use-cases/mailchimp/disconnect-mailchimp";
import { exportToMailchimp } from "@/lib/server/use-cases/mailchimp/export-to-mailchimp";
import { getMailchimp } from "@/lib/server/use-cases/mailchimp/get-mailchimp";
import { listMailchimpExports } from "@/lib/server/use-cases/mailchimp/list-mailchimp-exports";
import { CouponFixture } from "@/lib/testing/coupon-fixture";
import { testDatabase } from "@/lib/testing/database";
import { HttpSink, type Received } from "@/lib/testing/providers/http-sink";
import { refusal } from "@/lib/testing/refusal";
import { exportMailchimp } from "./export-mailchimp";

// Mailchimp's stand-in is a real server on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

let pool: pg.Pool;
let shop: CouponFixture;
let mailchimp: HttpSink;
let campaignId: string;
let fields: string[];
beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  await pool.query(`DELETE FROM graphile_worker._private_jobs`);
  mailchimp = await new HttpSink().open();
  shop = await new CouponFixture(pool).open();
  campaignId = await shop.campaign({ name: "Win back" });
  fields = ["FNAME"];
  mailchimp.answer = answerAs(() => 200);
  await connect();
});
afterEach(() => mailchimp.close());

/** The audience answers as the real one does; members with what `status` says. */
const answerAs = (status: (request: Received) => number) => (request: Received, response: Response) => {
  const json = (code: number, body: unknown) =>
    void response.writeHead(code, { "content-type": "application/json" }).end(JSON.stringify(body));
  if (request.path.includes("/merge-fields")) {
    if (request.method === "POST") fields.push((JSON.parse(request.body) as { tag: string }).tag);
    return json(200, { merge_fields: fields.map((tag) => ({ tag })) });
  }
  const code = status(request);
  json(code, code === 200 ? { id: "x" } : { title: "Problem", detail: "In words" });
};
type Response = Parameters<HttpSink["answer"]>[1];

const connect = (given: Record<string, unknown> = {}) =>
  connectMailchimp(
    {
      actor: shop.actor,
      body: mailchimpSettings.parse({
        listId: "a1b2c3d4e5",
        apiKey: "0123456789abcdef-us21",
        baseUrl: mailchimp.url,
        ...given,
      }),
    },
    shop.clock,
  );
const plan = () => exportToMailchimp({ actor: shop.actor, params: { id: campaignId } }, shop.clock);
const run = (exportId: string, last = false) =>
  exportMailchimp({ exportId }, { pool, clock: shop.clock, last });
const latest = async () =>
  (await listMailchimpExports({ actor: shop.actor, params: { id: campaignId } })).data[0];
async function given(email: string | null, consent = {}): Promise<string> {
  const [customerId] = (await shop.customers(1)) as [string];
  await pool.query(`UPDATE customer SET email = $2, consent = $3, external_id = NULL WHERE id = $1`, [
    customerId,
    email,
    JSON.stringify(consent),
  ]);
  return await shop.give(campaignId, { customerId });
}
async function told(): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT name FROM event WHERE workspace_id = $1 AND name LIKE 'campaign.export%' ORDER BY id`,
    [shop.workspaceId],
  );
  return rows.map(({ name }) => name.slice("campaign.export_mailchimp_".length));
}
const written = () =>
  mailchimp.received
    .filter(({ method }) => method === "PUT")
    .map(({ path, body }) => [path, JSON.parse(body)]);

test("S1-9, S1-28: codes are written into the merge field of the audience's members, and nothing is sent", async () => {
  const code = await given("Anna@shop.example", { email: { state: "granted" } });
  const other = await given("ben@shop.example");
  await given(null);
  const planned = await plan();
  expect(planned).toMatchObject({ status: "scheduled", written: 0 });
  const { rows } = await pool.query(`SELECT task_identifier FROM graphile_worker.jobs`);
  expect(rows).toEqual([{ task_identifier: "export_mailchimp" }]);
  await run(planned.id);
  const path = (email: string) =>
    `/3.0/lists/a1b2c3d4e5/members/${createHash("md5").update(email).digest("hex")}?skip_merge_validation=true`;
  const byEmail = written().sort(([, a], [, b]) => (a.email_address < b.email_address ? -1 : 1));
  expect(byEmail).toEqual([
    [
      path("anna@shop.example"),
      {
        email_address: "Anna@shop.example",
        status_if_new: "subscribed",
        merge_fields: { COUPON: code },
      },
    ],
    [
      path("ben@shop.example"),
      {
        email_address: "ben@shop.example",
        status_if_new: "transactional",
        merge_fields: { COUPON: other },
      },
    ],
  ]);
  expect(fields).toEqual(["FNAME", "COUPON"]);
  const basic = Buffer.from("cartograph:0123456789abcdef-us21").toString("base64");
  expect(mailchimp.received.every(({ headers }) => headers.authorization === `Basic ${basic}`)).toBe(true);
  expect(await latest()).toMatchObject({ status: "done", written: 2, refused: 0 });
  expect(await told()).toEqual(["scheduled", "done"]);
  await run(planned.id);
  expect(written()).toHaveLength(2);
});

test("an address that Mailchimp refuses is counted, and a code that is of no more use is left out", async () => {
  await given("no-such@shop.example");
  await given("fine@shop.example");
  const used = await given("used@shop.example");
  await pool.query(`UPDATE voucher SET redeemed_quantity = 1 WHERE code = $1`, [used]);
  mailchimp.answer = answerAs(({ body }) => (body.includes("no-such") ? 400 : 200));
  await run((await plan()).id);
  expect(await latest()).toMatchObject({ status: "done", written: 1, refused: 1 });
});

test("S1-28: a wrong key fails it at once and says so; whatever may pass is tried again, until the last try", async () => {
  await given("anna@shop.example");
  mailchimp.answer = answerAs(() => 401);
  const wrong = await plan();
  await run(wrong.id);
  expect(await latest()).toMatchObject({
    status: "failed",
    failure: "Mailchimp answered 401: Problem. In words",
  });
  expect(await told()).toEqual(["scheduled", "failed"]);

  mailchimp.answer = answerAs(() => 503);
  const later = await plan();
  expect(await refusal(plan())).toMatchObject({ code: "conflict" });
  await expect(run(later.id)).rejects.toThrow("503");
  expect(await latest()).toMatchObject({ id: later.id, status: "scheduled" });
  mailchimp.answer = answerAs(() => 200);
  await run(later.id);
  expect(await latest()).toMatchObject({ status: "done", written: 1 });

  mailchimp.answer = answerAs(() => 429);
  await run((await plan()).id, true);
  expect(await latest()).toMatchObject({ status: "failed" });
});

test("carries on behind the last page that was written", async () => {
  for (let count = 0; count < 130; count++) {
    shop.now += 1;
    await given(`shopper${count}@shop.example`);
  }
  let calls = 0;
  mailchimp.answer = answerAs(() => (++calls > 110 ? 500 : 200));
  const { id } = await plan();
  await expect(run(id)).rejects.toThrow("500");
  expect(await latest()).toMatchObject({ status: "running", written: 100 });
  mailchimp.received.splice(0);
  mailchimp.answer = answerAs(() => 200);
  await run(id);
  expect(written()).toHaveLength(30);
  expect(await latest()).toMatchObject({ status: "done", written: 130 });
});

test("the key is kept encrypted, never shown, stays where it is left out, and goes with the connection", async () => {
  const { rows } = await pool.query(`SELECT secret FROM mailchimp_connection WHERE workspace_id = $1`, [
    shop.workspaceId,
  ]);
  expect(rows[0].secret).not.toContain("0123456789abcdef");
  expect(await connect({ apiKey: undefined, mergeTag: "code" })).toEqual({
    connected: true,
    listId: "a1b2c3d4e5",
    mergeTag: "CODE",
    baseUrl: mailchimp.url,
  });
  await given("anna@shop.example");
  await run((await plan()).id);
  expect(written()[0]?.[1]).toMatchObject({ merge_fields: { CODE: expect.any(String) } });
  await disconnectMailchimp({ actor: shop.actor }, shop.clock);
  expect(await getMailchimp({ actor: shop.actor })).toMatchObject({ connected: false });
  expect(await refusal(plan())).toMatchObject({ code: "conflict" });
  expect(await refusal(connect({ apiKey: undefined }))).toMatchObject({ paths: ["apiKey"] });
});
