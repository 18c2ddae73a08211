import type pg from "pg";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { shardOf } from "@/lib/domain/shard";
import { applyReport, type Report } from "@/lib/server/db/messages/apply-report";
import { testDatabase } from "@/lib/testing/database";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { drawFlow } from "@/lib/testing/draw-flow";
import { HttpSink } from "@/lib/testing/providers/http-sink";
import { reportResults } from "./delivery/report-results";

// The providers of these tests are real servers on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

const HOUR = 3_600_000;
let pool: pg.Pool;
let shop: DeliveryFixture;
let http: HttpSink;
let versionId: string;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  await pool.query("DELETE FROM graphile_worker._private_jobs");
  http = await new HttpSink().open();
  http.answer = (_request, response) => void response.writeHead(200).end(JSON.stringify({ id: "taken" }));
});
afterEach(() => http.close());

/** An e-mail, and an SMS for those whom it does not reach within an hour. One customer stands at the e-mail. */
async function open(until: "sent" | "delivered", settings: Record<string, unknown> = {}): Promise<string> {
  shop = await new DeliveryFixture(pool).open(settings);
  const email = await shop.published("cart-reminder");
  const sms = await shop.published("cart-sms");
  await shop.connect(
    "email",
    "resend",
    { fromAddress: "shop@harbour.example", fromName: "Harbour", baseUrl: http.url },
    { apiKey: "re_test", webhookSecret: "" },
  );
  await shop.connect("sms", "http", { url: `${http.url}/sms` }, { token: "" });
  const failover = { within: { value: 1, unit: "hours" }, until };
  ({ versionId } = await shop.live(
    drawFlow({
      trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "email" } },
      email: {
        type: "send-email",
        config: { templateId: email, failover },
        to: { next: "reached", not_delivered: "sms" },
      },
      reached: { type: "exit" },
      sms: { type: "send-sms", config: { templateId: sms }, to: { next: "end" } },
      end: { type: "exit" },
    }),
  ));
  const [customerId] = await shop.customers(1);
  await shop.abandon([customerId!]);
  await shop.drain();
  return customerId!;
}

/** The provider tells of the only message, as its callback does. */
async function tell(report: Report): Promise<void> {
  const [message] = await shop.sent();
  const shard = shardOf(message!.id);
  const delivery = await applyReport(pool, {
    shard,
    id: message!.id,
    workspaceId: shop.workspaceId,
    connectionId: null,
    report,
    reason: null,
    at: shop.clock(),
  });
  await reportResults(pool, shard, [{ delivery: delivery!, result: report, reason: null }], shop.clock());
  await shop.drain();
}

const channels = async () =>
  (await shop.messages()).map(({ channel, status }) => `${channel} ${status}`).sort();
const path = async () => (await shop.totals(versionId)) as Record<string, number>;

it("waits at the e-mail until its delivery is reported, and sends nothing more", async () => {
  await open("delivered");
  await shop.deliver();
  expect((await shop.runs())[0]).toMatchObject({ status: "active", step_id: "email" });
  await tell("delivered");
  expect((await shop.runs())[0]).toMatchObject({ status: "completed", step_id: "reached" });
  await shop.pass(2 * HOUR);
  await shop.deliver();
  expect(await channels()).toEqual(["email delivered"]);
  expect(await path()).toMatchObject({ "email/queued": 1, "email/delivered": 1, "email/port:next": 1 });
});

it("a bounce lets them go the other way at once, with one message of each channel", async () => {
  await open("delivered");
  await shop.deliver();
  await tell("bounced");
  await shop.deliver();
  expect(await channels()).toEqual(["email failed", "sms sent"]);
  expect(await path()).toMatchObject({ "email/port:not_delivered": 1, "sms/queued": 1 });
});

it("silence for the whole time lets them go the other way, once, and a late report changes nothing", async () => {
  await open("delivered");
  await shop.deliver();
  await shop.pass(HOUR - 1);
  expect((await shop.runs())[0]).toMatchObject({ step_id: "email" });
  await shop.pass(1);
  await shop.deliver();
  await tell("delivered");
  expect(await channels()).toEqual(["email delivered", "sms sent"]);
  expect((await path())["email/port:not_delivered"]).toBe(1);
});

it("for a provider that reports no deliveries, taking the message is enough", async () => {
  await open("sent");
  await shop.deliver();
  expect((await shop.runs())[0]).toMatchObject({ status: "completed", step_id: "reached" });
});

it("an e-mail that could not go out in time never comes after the SMS", async () => {
  await open("sent");
  http.answer = (request, response) =>
    void response.writeHead(request.path === "/sms" ? 200 : 500).end(JSON.stringify({ id: "taken" }));
  await shop.deliver();
  await shop.pass(HOUR);
  http.answer = (_request, response) => void response.writeHead(200).end(JSON.stringify({ id: "taken" }));
  await shop.deliver();
  await shop.pass(24 * HOUR);
  await shop.deliver();
  expect(await channels()).toEqual(["email skipped", "sms sent"]);
});

it("who has opted out of e-mail goes the other way at once, counted as held back", async () => {
  const customerId = await open("delivered");
  await shop.setConsent(customerId, "email", "denied");
  await shop.deliver();
  await shop.deliver();
  expect(await channels()).toEqual(["email skipped", "sms sent"]);
  expect(await path()).toMatchObject({ "email/skipped:no_consent": 1, "email/port:not_delivered": 1 });
});
