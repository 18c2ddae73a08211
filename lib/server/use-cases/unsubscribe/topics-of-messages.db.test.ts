import type pg from "pg";
import { v7 } from "uuid";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { shardOf } from "@/lib/domain/shard";
import { env } from "@/lib/server/env";
import { getMessage } from "@/lib/server/use-cases/messages/get-message";
import { testDatabase } from "@/lib/testing/database";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { drawFlow } from "@/lib/testing/draw-flow";
import { SmtpSink } from "@/lib/testing/providers/smtp-sink";
import { showLink, takeLink } from "./answer-link";

// The provider of these tests is a real server on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

let pool: pg.Pool;
let shop: DeliveryFixture;
let smtp: SmtpSink;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
  smtp = await new SmtpSink().open();
});
afterAll(async () => {
  await smtp.close();
});
beforeEach(async () => {
  await pool.query("DELETE FROM delivery");
  shop = await new DeliveryFixture(pool).open();
  await shop.connect("email", "smtp", {
    fromAddress: "shop@harbour.example",
    host: "127.0.0.1",
    port: smtp.port,
    security: "none",
  });
  for (const [key, name] of [
    ["carts", "Cart reminders"],
    ["news", "Newsletter"],
  ])
    await pool.query(
      `INSERT INTO topic (id, workspace_id, key, name, description, created_at, updated_at) VALUES ($1, $2, $3, $4, '', now(), now())`,
      [v7(), shop.workspaceId, key, name],
    );
});

/** A customer in a flow that sends one mail about each of these topics, a day apart, of which the first is handed to delivery. */
async function inside(
  topics: (string | null)[],
  consent: object = {},
  settings: Record<string, unknown> = {},
) {
  const templateId = await shop.published("cart-reminder");
  const steps = topics.flatMap((topic, index) => [
    [
      `send${index}`,
      { type: "send-email", config: { templateId, topic }, to: { next: `wait${index}` } },
    ] as const,
    [
      `wait${index}`,
      {
        type: "wait",
        config: { mode: "duration", duration: { value: 1, unit: "days" } },
        to: { next: index + 1 < topics.length ? `send${index + 1}` : "end" },
      },
    ] as const,
  ]);
  await shop.live(
    drawFlow(
      {
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "send0" } },
        ...Object.fromEntries(steps),
        end: { type: "exit" },
      },
      settings,
    ),
  );
  const [customerId] = (await shop.customers(1, { consent })) as [string];
  await shop.abandon([customerId]);
  await shop.drain();
  return customerId;
}

const consentOf = async (customerId: string) => {
  const { rows } = await pool.query(`SELECT consent FROM customer WHERE shard = $1 AND id = $2`, [
    shardOf(customerId),
    customerId,
  ]);
  const said = rows[0].consent as Record<string, { state: string }>;
  return Object.fromEntries(Object.entries(said).map(([key, { state }]) => [key, state]));
};
const setConsent = (customerId: string, consent: Record<string, string>) =>
  pool.query(`UPDATE customer SET consent = $3 WHERE shard = $1 AND id = $2`, [
    shardOf(customerId),
    customerId,
    JSON.stringify(Object.fromEntries(Object.entries(consent).map(([key, state]) => [key, { state }]))),
  ]);
const outcomes = async () => {
  const rows = await shop.sent();
  return rows.map(({ status, reason }) => (reason ? `${status} ${reason}` : status));
};
const lastLink = () => {
  const header = /^List-Unsubscribe: <([^>]+)>/m.exec(
    smtp.mails.at(-1)!.raw.replaceAll(/\r?\n(?=[ \t])/g, ""),
  )![1]!;
  return header.slice(header.lastIndexOf("/") + 1);
};
const at = (token: string) => `${env().APP_URL}/u/${token}`;
const params = (token: string) => ({ params: Promise.resolve({ token }) });
const show = async (token: string) => await (await showLink(new Request(at(token)), params(token))).text();
const press = async (token: string, form: [string, string][] | string) =>
  await (
    await takeLink(
      new Request(at(token), {
        method: "POST",
        body: typeof form === "string" ? form : new URLSearchParams(form),
        headers: { "content-type": "application/x-www-form-urlencoded" },
      }),
      params(token),
    )
  ).text();

describe("S0-36, promise 5: a message about a topic", () => {
  it("is not sent to whoever opts out of the topic between the decision and the provider, and says so", async () => {
    const customerId = await inside(["news"]);
    await setConsent(customerId, { email: "granted", "email:news": "denied" });
    const before = smtp.mails.length;
    await shop.deliver();
    expect(await outcomes()).toEqual(["skipped no_consent:Newsletter"]);
    expect(smtp.mails).toHaveLength(before);
    const { id } = (await shop.sent())[0]!;
    expect((await getMessage({ actor: shop.actor, params: { id } })).reason).toEqual({
      code: "no_consent",
      label: "No consent",
      words: "The customer has opted out of this topic on this channel: Newsletter",
    });
    expect(await shop.reports()).toContainEqual({ result: "skipped", reason: "no_consent" });
  });

  it("is sent to whoever opts out of another topic, or of this one on another channel", async () => {
    const customerId = await inside(["news"]);
    await setConsent(customerId, { "email:carts": "denied", "sms:news": "denied" });
    await shop.deliver();
    expect(await outcomes()).toEqual(["sent"]);
  });

  it("is not sent once the channel is refused, whatever was said of the topic", async () => {
    const customerId = await inside(["news"]);
    await setConsent(customerId, { email: "denied", "email:news": "granted" });
    await shop.deliver();
    expect(await outcomes()).toEqual(["skipped no_consent"]);
  });

  it("is not decided either, and the step counts it", async () => {
    await inside(["news"], { "email:news": { state: "denied" } });
    expect(await shop.messages()).toEqual([]);
    const { rows } = await pool.query(
      `SELECT step_id, outcome FROM step_total WHERE outcome LIKE 'skipped%' AND version_id IN (SELECT id FROM flow_version WHERE workspace_id = $1)`,
      [shop.workspaceId],
    );
    expect(rows).toEqual([{ step_id: "send0", outcome: "skipped:no_consent" }]);
  });

  it("of an archived topic respects its opt-outs as before", async () => {
    const customerId = await inside(["news"]);
    await pool.query(`UPDATE topic SET archived_at = now() WHERE workspace_id = $1`, [shop.workspaceId]);
    await setConsent(customerId, { "email:news": "denied" });
    await shop.deliver();
    expect(await outcomes()).toEqual(["skipped no_consent:Newsletter"]);
  });
});

describe("S2-21: who is left a way stays in the flow", () => {
  it("opting out of the only topic ends the run, of one of two does not", async () => {
    await inside(["news"]);
    await shop.deliver();
    await press(lastLink(), "List-Unsubscribe=One-Click");
    await shop.drain();
    expect((await shop.runs())[0]).toMatchObject({ status: "exited", end_reason: "opted_out" });

    shop = await new DeliveryFixture(pool).open();
    const customerId = await inside(["news", "carts"]);
    await setConsent(customerId, { "email:news": "denied" });
    await shop.send("customer.updated", [customerId], { source: "api", changed: ["consent.email:news"] });
    await shop.drain();
    expect((await shop.runs())[0]).toMatchObject({ status: "active" });
    await setConsent(customerId, { "email:news": "denied", email: "denied" });
    await shop.send("customer.updated", [customerId], { source: "api", changed: ["consent.email"] });
    await shop.drain();
    expect((await shop.runs())[0]).toMatchObject({ status: "exited", end_reason: "opted_out" });
  });

  it("a flow that asks for a topic at its entry refuses who opted out of it, and says which", async () => {
    await inside(
      ["carts"],
      { "email:news": { state: "denied" } },
      { entryConsent: "email", entryTopic: "news" },
    );
    expect(await shop.runs()).toEqual([]);
    const { rows } = await pool.query(
      `SELECT reason, detail FROM entry_refusal WHERE flow_id IN (SELECT id FROM flow WHERE workspace_id = $1)`,
      [shop.workspaceId],
    );
    expect(rows).toEqual([{ reason: "no_consent", detail: { channel: "email", topic: "Newsletter" } }]);
  });
});

describe("RFC 8058: the link of a message about a topic", () => {
  it("one click leaves that topic alone; the next message about another one still goes out", async () => {
    const customerId = await inside(["news", "carts"]);
    await shop.deliver();
    expect(await press(lastLink(), "List-Unsubscribe=One-Click")).toBe("Unsubscribed\n");
    expect(await consentOf(customerId)).toEqual({ "email:news": "denied" });
    await shop.pass(86_400_000);
    await shop.deliver();
    expect(await outcomes()).toEqual(["sent", "sent"]);
    expect(await press(lastLink(), "List-Unsubscribe=One-Click")).toBe("Unsubscribed\n");
    expect(await consentOf(customerId)).toEqual({ "email:news": "denied", "email:carts": "denied" });
  });

  it("one click in a message without a topic leaves the whole channel", async () => {
    const customerId = await inside([null]);
    await shop.deliver();
    await press(lastLink(), "List-Unsubscribe=One-Click");
    expect(await consentOf(customerId)).toEqual({ email: "denied" });
  });

  it("opening it shows the topics as the customer wants them, and changes nothing", async () => {
    const customerId = await inside(["news"], { "email:carts": { state: "denied" } });
    await shop.deliver();
    const page = await show(lastLink());
    expect(page).toContain("Unsubscribe from Newsletter</h1>");
    expect(page).toMatch(/value="news" checked/);
    expect(page).toMatch(/value="carts">/);
    expect(page).not.toContain("<script");
    expect(await consentOf(customerId)).toEqual({ "email:carts": "denied" });
  });

  it("its buttons leave the topic, or everything", async () => {
    const customerId = await inside(["news"]);
    await shop.deliver();
    const left = await press(lastLink(), [["what", "topic"]]);
    expect(left).toContain("You are unsubscribed");
    expect(left).toMatch(/no more e-mails about <strong[^>]*>Newsletter/);
    expect(await consentOf(customerId)).toEqual({ "email:news": "denied" });
    const page = await press(lastLink(), [["what", "all"]]);
    expect(page).toMatch(/You get no more marketing e-mails from <strong[^>]*>Harbour/);
    expect(page).not.toContain("Unsubscribe from all");
    expect(await consentOf(customerId)).toEqual({ "email:news": "denied", email: "denied" });
  });

  it("choosing says yes and no to what was offered, comes back from a no to all, and none at all is such a no", async () => {
    const customerId = await inside(["news"]);
    await shop.deliver();
    const choose = (...topics: string[]) =>
      press(lastLink(), [["what", "choice"], ...topics.map((key): [string, string] => ["topic", key])]);
    await choose("carts", "made-up");
    expect(await consentOf(customerId)).toEqual({ "email:news": "denied" });
    await choose("carts", "news");
    expect(await consentOf(customerId)).toEqual({ "email:news": "granted" });
    expect(await choose()).toContain("You get no more marketing e-mails");
    expect(await consentOf(customerId)).toEqual({ "email:news": "granted", email: "denied" });
    await choose("news");
    expect(await consentOf(customerId)).toEqual({
      "email:news": "granted",
      email: "granted",
      "email:carts": "denied",
    });
    const { rows } = await pool.query(
      `SELECT properties ->> 'source' AS source, properties -> 'consent' AS consent FROM event
       WHERE workspace_id = $1 AND name = 'customer.updated' ORDER BY id`,
      [shop.workspaceId],
    );
    expect(rows.map(({ consent }) => consent)).toEqual([
      { "email:news": "denied" },
      { "email:news": "granted" },
      { email: "denied" },
      { email: "granted", "email:carts": "denied" },
    ]);
    expect(new Set(rows.map(({ source }) => source))).toEqual(new Set(["preferences page"]));
    // The same once more is nothing new.
    await choose("news");
    const { rowCount } = await pool.query(
      `SELECT FROM event WHERE workspace_id = $1 AND name = 'customer.updated'`,
      [shop.workspaceId],
    );
    expect(rowCount).toBe(4);
  });

  it("shows names of shop and topics as text", async () => {
    await pool.query(
      `UPDATE topic SET name = '<b>x</b>"', description = '<i>' WHERE workspace_id = $1 AND key = 'news'`,
      [shop.workspaceId],
    );
    await inside(["news"]);
    await shop.deliver();
    const page = await show(lastLink());
    expect(page).not.toMatch(/<b>|<i>/);
    expect(page).toContain("&lt;b&gt;");
  });
});
