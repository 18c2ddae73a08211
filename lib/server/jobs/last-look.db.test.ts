import type pg from "pg";
import { afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { shardOf } from "@/lib/domain/shard";
import { testDatabase } from "@/lib/testing/database";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { drawFlow } from "@/lib/testing/draw-flow";
import { HttpSink } from "@/lib/testing/providers/http-sink";

/* Promise 5, by what became of the run and its customer after a message was handed over. */

// The provider of these tests is a real server on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

let pool: pg.Pool;
let shop: DeliveryFixture;
let http: HttpSink;
let templateId: string;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  http = await new HttpSink().open();
  http.answer = (_request, response) => void response.writeHead(200).end(JSON.stringify({ id: "taken" }));
  shop = await new DeliveryFixture(pool).open();
  templateId = await shop.published("cart-reminder");
  const sender = { fromAddress: "shop@harbour.example", fromName: "Harbour", baseUrl: http.url };
  await shop.connect("email", "resend", sender, { apiKey: "re_test", webhookSecret: "" });
});
afterEach(() => http.close());

type Steps = Parameters<typeof drawFlow>[0];
const trigger = { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "first" } };
const send = (next: string, config: object = {}) => ({
  type: "send-email",
  config: { templateId, ...config },
  to: { next },
});
const goal = (reached: string) => ({
  type: "goal",
  config: { eventName: "PurchaseFinished", otherwise: "wait" },
  to: { reached },
});
const purchase = (customer: string) =>
  shop.send("PurchaseFinished", [customer], { total: 4000, currency: "EUR" });

/** A live flow of these steps, and one customer who has just come to it. */
async function entered(steps: Steps, settings: Record<string, unknown> = {}): Promise<string> {
  await shop.live(drawFlow({ trigger, ...steps }, settings));
  const [customer] = (await shop.customers(1)) as [string];
  await shop.abandon([customer]);
  await shop.drain();
  return customer;
}
/** What became of the messages, in the order in which they were handed over. */
async function messages(): Promise<[status: string, reason: string | null][]> {
  const { rows } = await pool.query<{ status: string; reason: string | null }>(
    `SELECT status, reason FROM message WHERE workspace_id = $1 ORDER BY created_at, visit`,
    [shop.workspaceId],
  );
  return rows.map(({ status, reason }) => [status, reason]);
}
const runs = async () => (await shop.runs()).map(({ status }) => status);

it("thanks for reaching the goal go out, though the run is over as converted before they do", async () => {
  const customer = await entered({ first: goal("thanks"), thanks: send("end"), end: { type: "exit" } });
  await purchase(customer);
  await shop.drain();
  expect(await runs()).toEqual(["converted"]);
  await shop.deliver();
  expect(await messages()).toEqual([["sent", null]]);
});

it("a last word before a step that lets them leave early goes out", async () => {
  await entered({
    first: send("end"),
    end: { type: "exit", config: { as: "exited", reason: "Had enough" } },
  });
  expect(await runs()).toEqual(["exited"]);
  await shop.deliver();
  expect(await messages()).toEqual([["sent", null]]);
});

it("a reminder handed over before the goal was reached stays away while the run goes on behind the goal; what comes after it goes out", async () => {
  const customer = await entered({
    first: send("bought"),
    bought: goal("thanks"),
    thanks: send("pause"),
    pause: {
      type: "wait",
      config: { mode: "duration", duration: { value: 1, unit: "days" } },
      to: { next: "end" },
    },
    end: { type: "exit" },
  });
  await purchase(customer);
  await shop.drain();
  expect(await runs()).toEqual(["active"]);
  await shop.deliver();
  expect(await messages()).toEqual([
    ["skipped", "goal_reached"],
    ["sent", null],
  ]);
});

it("the last reminder of a run that had completed stays away when the customer has bought since", async () => {
  const customer = await entered(
    { first: send("end"), end: { type: "exit" } },
    { goal: { eventName: "PurchaseFinished" } },
  );
  expect(await runs()).toEqual(["completed"]);
  await purchase(customer);
  await shop.drain();
  await shop.deliver();
  expect(http.received).toEqual([]);
  expect(await messages()).toEqual([["skipped", "goal_reached"]]);
  expect(await shop.runs()).toMatchObject([{ status: "completed", post_completion: true }]);
});

it("S2-20, S2-24: who talks with an agent is not written to, where the flow leaves them alone: neither who came in while they did, nor who had completed", async () => {
  const talk = async (customer: string) =>
    await pool.query(`UPDATE customer SET agent_conversation = true WHERE shard = $1 AND id = $2`, [
      shardOf(customer),
      customer,
    ]);
  const before = (await shop.customers(1)) as [string];
  await talk(before[0]);
  const late = await entered({ first: send("end"), end: { type: "exit" } });
  await shop.abandon(before);
  await shop.drain();
  const ends = (await shop.runs()).map(({ customer_id, end_reason }) => [customer_id, end_reason]);
  expect(Object.fromEntries(ends)).toEqual({ [late]: "reached the end", [before[0]]: "agent_conversation" });
  await talk(late);
  await shop.deliver();
  expect(await messages()).toEqual([["skipped", "agent_conversation"]]);
});

it("S2-20: a transactional message, and one of a flow that does not mind, go out to somebody who talks with an agent", async () => {
  await entered({ first: send("end", { transactional: true }), end: { type: "exit" } });
  await entered({ first: send("end"), end: { type: "exit" } }, { exitOnAgentConversation: false });
  await pool.query(`UPDATE customer SET agent_conversation = true WHERE workspace_id = $1`, [
    shop.workspaceId,
  ]);
  await shop.deliver();
  // The second customer entered both flows.
  expect(await messages()).toEqual(Array(3).fill(["sent", null]));
});

it("quiet hours of a step of its own hold for a message that an outage has carried into the night: left out or put off, whatever the workspace does", async () => {
  await pool.query(`UPDATE workspace SET settings = settings || $2 WHERE id = $1`, [
    shop.workspaceId,
    JSON.stringify({ quietHours: { from: "21:00", until: "08:00" }, quietHoursPolicy: "defer" }),
  ]);
  await entered({
    first: send("second", { quietHours: "skip" }),
    second: send("third", { quietHours: "defer" }),
    third: send("end", { quietHours: "ignore" }),
    end: { type: "exit" },
  });
  // 22:00 in Berlin.
  shop.now = Date.parse("2026-01-05T21:00:00Z");
  await shop.deliver();
  expect(await messages()).toEqual([
    ["skipped", "quiet_hours"],
    ["queued", "quiet_hours"],
    ["sent", null],
  ]);
});
