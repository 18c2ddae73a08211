import type pg from "pg";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { flowDocument } from "@/lib/domain/flow/document";
import { systemActor } from "@/lib/server/auth/actor";
import { identifyCustomer } from "@/lib/server/use-cases/customers/identify-customer";
import { updateCustomer } from "@/lib/server/use-cases/customers/update-customer";
import { exportFlow } from "@/lib/server/use-cases/flows/export-flow";
import { importFlow } from "@/lib/server/use-cases/flows/import-flow";
import { validateFlow } from "@/lib/server/use-cases/flows/validate-flow";
import { testDatabase } from "@/lib/testing/database";
import { drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";
import { createTopic } from "./create-topic";
import { getTopic } from "./get-topic";
import { showTopics } from "./show-topics";
import { updateTopic } from "./update-topic";

let pool: pg.Pool;
let shop: EngineFixture;
const actorOf = ({ workspaceId }: EngineFixture) =>
  systemActor(workspaceId, ["read", "topics:write", "customers:write", "flows:write"]);
const actor = () => actorOf(shop);
const make = (name: string, more: { key?: string; description?: string } = {}) =>
  createTopic({ actor: actor(), body: { name, description: "", ...more } }, shop.clock);
const change = (id: string, body: { name?: string; description?: string; archived?: boolean }) =>
  updateTopic({ actor: actor(), params: { id }, body }, shop.clock);

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new EngineFixture(pool).open();
});

describe("topics of a workspace", () => {
  it("are made with a key from the name, renamed, archived and brought back; the key stays", async () => {
    const made = await make("Cart reminders", { description: "What you left in your cart" });
    expect(made).toMatchObject({
      key: "cart-reminders",
      archived: false,
      optedOut: { email: 0, sms: 0 },
      flows: [],
    });
    expect(await change(made.id, { name: "Carts" })).toMatchObject({
      key: "cart-reminders",
      name: "Carts",
      description: "What you left in your cart",
    });
    await change(made.id, { archived: true });
    const news = await make("News");
    expect((await showTopics({ actor: actor() })).data.map(({ name, archived }) => [name, archived])).toEqual(
      [
        ["News", false],
        ["Carts", true],
      ],
    );
    expect(await change(made.id, { archived: false })).toMatchObject({ archived: false });
    expect(await getTopic({ actor: actor(), params: { id: news.id } })).toMatchObject({ key: "news" });
    const { rows } = await pool.query(`SELECT action FROM audit_entry WHERE workspace_id = $1 ORDER BY id`, [
      shop.workspaceId,
    ]);
    expect(rows.map(({ action }) => action)).toEqual([
      "topic.created",
      "topic.changed",
      "topic.archived",
      "topic.created",
      "topic.brought_back",
    ]);
  });

  it("have keys and names of their own, and a number after a key made from a name that is taken", async () => {
    const first = await make("Newsletter");
    await expect(make("newsletter")).rejects.toMatchObject({
      code: "conflict",
      issues: [{ path: "name" }],
    });
    await expect(make("Another", { key: "newsletter" })).rejects.toMatchObject({
      code: "conflict",
      issues: [{ path: "key" }],
    });
    await change(first.id, { archived: true });
    expect((await make("Newsletter")).key).toBe("newsletter-2");
    await expect(change(first.id, { archived: false })).rejects.toMatchObject({ issues: [{ path: "name" }] });
    // Two at the same moment: one waits for the other.
    const twice = await Promise.allSettled([make("Sale"), make("Sale")]);
    expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("are not another workspace's", async () => {
    const { id } = await make("Newsletter");
    const other = actorOf(await new EngineFixture(pool).open());
    expect((await showTopics({ actor: other })).data).toEqual([]);
    await expect(getTopic({ actor: other, params: { id } })).rejects.toMatchObject({ code: "not_found" });
    await expect(updateTopic({ actor: other, params: { id }, body: { name: "x" } })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("count who opted out of them by channel, of this workspace alone", async () => {
    await make("Newsletter", { key: "news" });
    const no = { state: "denied" };
    await shop.customers(3, { consent: { email: { state: "granted" }, "email:news": no } });
    await shop.customers(2, { consent: { "sms:news": no, "email:news": no } });
    await shop.customers(4, { consent: { email: no, "email:news": { state: "granted" } } });
    await shop.customers(1, { consent: { "email:gone": no } });
    const stranger = await new EngineFixture(pool).open();
    await stranger.customers(7, { consent: { "email:news": no } });
    expect((await showTopics({ actor: actor() })).data).toMatchObject([{ optedOut: { email: 5, sms: 2 } }]);
  });
});

describe("consent to topics, as a shop sends it", () => {
  const person = (consent: Record<string, "granted" | "denied">) => ({
    actor: actor(),
    body: { externalId: "ada", consent },
    request: new Request("https://app.example/api/v1/customers", { method: "POST" }),
  });

  it("is kept beside the channels', told on the log, and refused where there is no such topic", async () => {
    await make("Newsletter", { key: "news" });
    await identifyCustomer(person({ email: "granted" }), shop.clock);
    const said = await identifyCustomer(person({ "email:news": "denied" }), shop.clock);
    expect(said).toMatchObject({ created: false, changed: ["consent.email:news"] });
    await expect(identifyCustomer(person({ "email:newz": "denied" }), shop.clock)).rejects.toMatchObject({
      code: "invalid_input",
      issues: [{ path: "consent.email:newz", fix: 'Did you mean "news"?' }],
    });
    const again = await updateCustomer(
      { actor: actor(), params: { id: "ada" }, body: { consent: { "email:news": "granted" } } },
      shop.clock,
    );
    expect(again.changed).toEqual(["consent.email:news"]);
    await expect(
      updateCustomer(
        { actor: actor(), params: { id: "ada" }, body: { consent: { "sms:other": "denied" } } },
        shop.clock,
      ),
    ).rejects.toMatchObject({ code: "invalid_input" });
    const { rows } = await pool.query(
      `SELECT properties -> 'consent' AS consent FROM event WHERE workspace_id = $1 AND name = 'customer.updated' ORDER BY id`,
      [shop.workspaceId],
    );
    expect(rows.map(({ consent }) => consent)).toEqual([
      { "email:news": "denied" },
      { "email:news": "granted" },
    ]);
  });
});

describe("flows about topics", () => {
  const drawing = async (topic: string) =>
    drawFlow(
      {
        trigger: { type: "event-trigger", config: { eventName: "itemAddedToCart" }, to: { next: "send" } },
        send: {
          type: "send-email",
          config: { templateId: await shop.template(), topic },
          to: { next: "end" },
        },
        end: { type: "exit" },
      },
      { entryConsent: "email", entryTopic: topic },
    );

  it("are named with the topic, and cannot be launched anew once it is archived", async () => {
    const topic = await make("Newsletter", { key: "news" });
    const { flowId } = await shop.live(await drawing("news"));
    expect(await getTopic({ actor: actor(), params: { id: topic.id } })).toMatchObject({
      flows: [{ id: flowId, status: "live" }],
    });
    const codes = async () => {
      const { problems } = await validateFlow({ actor: actor(), params: { id: flowId } });
      return problems.filter(({ message }) => message.includes("archived")).map(({ stepId }) => stepId);
    };
    expect(await codes()).toEqual([]);
    await change(topic.id, { archived: true });
    expect((await codes()).sort()).toEqual([null, "send"].sort());
  });

  it("take their topics along by key, else by name, and say what is not there", async () => {
    await make("Newsletter", { key: "news" });
    const { flowId } = await shop.live(await drawing("news"));
    const file = await exportFlow({ actor: actor(), params: { id: flowId } });
    expect(file.names.topics).toEqual({ news: { name: "Newsletter" } });

    const other = await new EngineFixture(pool).open();
    const importing = async () => {
      const { flow, notes } = await importFlow({ actor: actorOf(other), body: file }, other.clock);
      const { rows } = await pool.query(`SELECT draft FROM flow WHERE id = $1`, [flow.id]);
      const { steps, settings } = flowDocument.parse(rows[0].draft);
      return {
        notes,
        topics: [steps.find(({ id }) => id === "send")?.config.topic, settings.entryTopic],
      };
    };
    expect(await importing()).toMatchObject({
      topics: [null, null],
      notes: expect.arrayContaining([expect.stringContaining("“Newsletter”")]),
    });
    await createTopic({
      actor: actorOf(other),
      body: { name: "Newsletter", key: "letters", description: "" },
    });
    expect((await importing()).topics).toEqual(["letters", "letters"]);
  });
});
