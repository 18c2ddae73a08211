import type pg from "pg";
import { v7 } from "uuid";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { STARTER_TEMPLATES } from "@/lib/domain/message/starter-templates";
import type { EmailDraft } from "@/lib/domain/message/template";
import { systemActor } from "@/lib/server/auth/actor";
import { testDatabase } from "@/lib/testing/database";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { drawFlow } from "@/lib/testing/draw-flow";
import { SmtpSink } from "@/lib/testing/providers/smtp-sink";
import { createTemplate } from "./create-template";
import { duplicateTemplate } from "./duplicate-template";
import { getTemplate } from "./get-template";
import { listPreviewSources } from "./list-preview-sources";
import { listTemplates } from "./list-templates";
import { previewTemplate } from "./preview-template";
import { publishTemplate } from "./publish-template";
import { saveTemplateDraft } from "./save-template-draft";
import { testTemplate } from "./test-template";
import { updateTemplate } from "./update-template";

// The SMTP server of these tests is on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

let pool: pg.Pool;
let shop: DeliveryFixture;
const reminder = STARTER_TEMPLATES.find(({ key }) => key === "cart-reminder")!.draft as EmailDraft;
const offer = STARTER_TEMPLATES.find(({ key }) => key === "cart-offer")!.draft as EmailDraft;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new DeliveryFixture(pool).open();
});
const create = (draft: EmailDraft = reminder, name = `T ${v7()}`) =>
  createTemplate({ actor: shop.actor, body: { name, channel: draft.channel, draft } }, shop.clock);
const save = (id: string, revision: number, draft: EmailDraft, name?: string) => {
  shop.now += 1000;
  return saveTemplateDraft(
    { actor: shop.actor, params: { id }, body: { revision, draft, ...(name ? { name } : {}) } },
    shop.clock,
  );
};
const publish = (id: string, revision: number) => {
  shop.now += 1000;
  return publishTemplate({ actor: shop.actor, params: { id }, body: { revision } }, shop.clock);
};
const versions = async (id: string) =>
  (
    await pool.query<{ number: number; html: string }>(
      `SELECT number, html FROM template_version WHERE template_id = $1 ORDER BY number`,
      [id],
    )
  ).rows;

describe("a template is written", () => {
  it("from a starter, empty, or as given; its name is its own", async () => {
    const made = await createTemplate({
      actor: shop.actor,
      body: { name: "A", channel: "email", starter: "cart-offer" },
    });
    expect(made).toMatchObject({ status: "draft", revision: 1, version: null, problems: [], usage: [] });
    expect(made.draft).toEqual(offer);
    const empty = await createTemplate({ actor: shop.actor, body: { name: "B", channel: "sms" } });
    expect(empty.problems).toContainEqual(expect.objectContaining({ severity: "error", part: "text" }));
    await expect(
      createTemplate({ actor: shop.actor, body: { name: "A", channel: "sms" } }),
    ).rejects.toMatchObject({ code: "conflict" });
    await expect(
      createTemplate({ actor: shop.actor, body: { name: "C", channel: "sms", starter: "cart-offer" } }),
    ).rejects.toMatchObject({
      issues: [{ path: "starter" }],
    });
  });

  it("half-finished drafts are saved, and say what is wrong", async () => {
    const { id } = await create();
    const saved = await save(id, 1, { ...reminder, subject: "{{ customer.frstName | shout" });
    expect(saved).toMatchObject({
      revision: 2,
      problems: [expect.objectContaining({ part: "subject", severity: "error" })],
    });
  });

  it("a save from an older revision is a conflict, and loses nothing; the same save again is none", async () => {
    const { id } = await create();
    const first = await save(id, 1, { ...reminder, subject: "First" });
    expect(first.revision).toBe(2);
    await expect(save(id, 1, { ...reminder, subject: "Second" })).rejects.toMatchObject({
      code: "revision_conflict",
      extra: { revision: 2 },
    });
    // A browser that did not hear the answer sends again.
    expect((await save(id, 1, { ...reminder, subject: "First" })).revision).toBe(2);
    expect((await getTemplate({ actor: shop.actor, params: { id } })).subject).toBe("First");
  });

  it("two saves of the same revision at the same moment: one wins", async () => {
    const { id } = await create();
    const both = await Promise.allSettled(["A", "B"].map((subject) => save(id, 1, { ...reminder, subject })));
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  });

  it("refuses a document that the editor could not open", async () => {
    const document = {
      type: "doc" as const,
      content: [{ type: "listItem", content: [{ type: "paragraph" }] }],
    };
    await expect(create({ ...reminder, document })).rejects.toMatchObject({
      code: "invalid_input",
      issues: [{ path: "document" }],
    });
  });
});

describe("a template is published", () => {
  it("as a version that never changes; a later draft makes the next one", async () => {
    const { id } = await create();
    expect(await publish(id, 1)).toMatchObject({ status: "published", version: 1 });
    const [first] = await versions(id);
    await save(id, 1, { ...reminder, document: offer.document });
    expect(await getTemplate({ actor: shop.actor, params: { id } })).toMatchObject({
      status: "changed",
      version: 1,
      revision: 2,
    });
    expect(await publish(id, 2)).toMatchObject({ status: "published", version: 2 });
    const all = await versions(id);
    expect(all.map(({ number }) => number)).toEqual([1, 2]);
    expect(all[0]!.html).toBe(first!.html);
    expect(all[1]!.html).toContain("voucher.code");
  });

  it("not while there is an error: each is named with its place and mend", async () => {
    const { id } = await create({ ...reminder, subject: "{{ custmer.firstName }}" });
    await expect(publish(id, 1)).rejects.toMatchObject({
      code: "not_launchable",
      issues: [{ path: "subject", fix: expect.stringContaining("customer") }],
    });
    expect(await versions(id)).toEqual([]);
  });

  it("not when somebody has saved another draft in between", async () => {
    const { id } = await create();
    await save(id, 1, { ...reminder, subject: "Other" });
    await expect(publish(id, 1)).rejects.toMatchObject({ code: "revision_conflict" });
  });
});

describe("a template is kept in order", () => {
  it("is not archived while a live flow sends it, and the refusal names the flows", async () => {
    const templateId = await shop.published("cart-reminder");
    const { flowId } = await shop.sending("send-email", { templateId });
    const archive = () =>
      updateTemplate({ actor: shop.actor, params: { id: templateId }, body: { archived: true } });
    await expect(archive()).rejects.toMatchObject({
      code: "locked",
      extra: { flows: [{ id: flowId, name: "Flow" }] },
    });
    await pool.query(`UPDATE flow SET status = 'stopped' WHERE id = $1`, [flowId]);
    expect(await archive()).toMatchObject({ archived: true, usage: [{ id: flowId, live: false }] });
    await expect(save(templateId, 1, reminder)).rejects.toMatchObject({ code: "conflict" });
    await updateTemplate({ actor: shop.actor, params: { id: templateId }, body: { archived: false } });
    await save(templateId, 1, { ...reminder, subject: "Back" });
  });

  it("lists who uses it, drafts too", async () => {
    const { id } = await create();
    const draft = drawFlow({ send: { type: "send-email", config: { templateId: id } } });
    await pool.query(
      `INSERT INTO flow (id, workspace_id, name, status, draft) VALUES ($1, $2, 'Sketch', 'draft', $3)`,
      [v7(), shop.workspaceId, JSON.stringify(draft)],
    );
    expect((await getTemplate({ actor: shop.actor, params: { id } })).usage).toMatchObject([
      { name: "Sketch", live: false },
    ]);
    const { data } = await listTemplates({ actor: shop.actor, query: { limit: 10, archived: false } });
    expect(data.find((one) => one.id === id)).toMatchObject({ usedIn: 1 });
  });

  it("is copied under the next free name, unpublished", async () => {
    const { id } = await create(reminder, "Cart");
    await publish(id, 1);
    const copies = [];
    for (let time = 0; time < 3; time++)
      copies.push(await duplicateTemplate({ actor: shop.actor, params: { id }, body: {} }));
    expect(copies.map(({ name }) => name)).toEqual(["Cart copy", "Cart copy 2", "Cart copy 3"]);
    expect(copies[0]).toMatchObject({ status: "draft", version: null, draft: reminder });
  });

  it("is found by name, subject and channel, in pages that leave nothing out", async () => {
    for (let index = 0; index < 7; index++) {
      shop.now += 1000;
      await create({ ...reminder, subject: index === 3 ? "Halloween" : "x" }, `Mail ${index}`);
    }
    await createTemplate({ actor: shop.actor, body: { name: "Text", channel: "sms" } }, shop.clock);
    const list = (query: object) =>
      listTemplates({ actor: shop.actor, query: { limit: 3, archived: false, ...query } });
    const names: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list(cursor ? { cursor } : {});
      names.push(...page.data.map(({ name }) => name));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(names.sort()).toEqual([...Array.from({ length: 7 }, (_, index) => `Mail ${index}`), "Text"]);
    expect((await list({ search: "hallo" })).data.map(({ name }) => name)).toEqual(["Mail 3"]);
    expect((await list({ channel: "sms" })).data.map(({ name }) => name)).toEqual(["Text"]);
  });

  it("belongs to one workspace, and is written only by those who may", async () => {
    const { id } = await create();
    const stranger = await new DeliveryFixture(pool).open();
    const params = { id };
    const theirs = stranger.actor;
    for (const attempt of [
      () => getTemplate({ actor: theirs, params }),
      () => saveTemplateDraft({ actor: theirs, params, body: { revision: 1, draft: reminder } }),
      () => publishTemplate({ actor: theirs, params, body: { revision: 1 } }),
      () => updateTemplate({ actor: theirs, params, body: { archived: true } }),
      () => duplicateTemplate({ actor: theirs, params, body: {} }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    const viewer = systemActor(shop.workspaceId, ["read"]);
    await expect(publishTemplate({ actor: viewer, params, body: { revision: 1 } })).rejects.toMatchObject({
      code: "forbidden",
    });
    await expect(
      saveTemplateDraft({ actor: viewer, params, body: { revision: 1, draft: reminder } }),
    ).rejects.toMatchObject({ code: "forbidden" });
  });
});

describe("a template is looked at before it is sent", () => {
  it("S4-15: with the cart of a recent event, or a customer's last; with a placeholder for the code", async () => {
    const [customerId] = await shop.customers(1);
    await pool.query(`UPDATE customer SET first_name = 'Zoë' WHERE id = $1`, [customerId]);
    await shop.abandon([customerId!], {
      items: [{ sku: "hat", name: "Woolly hat", price: 1999, quantity: 3 }],
      total: 5997,
    });
    const sources = await listPreviewSources({ actor: shop.actor });
    expect(sources.data).toMatchObject([
      { customerId, customer: "Zoë", items: 1, total: 5997, currency: "EUR" },
    ]);
    for (const source of [{ eventId: sources.data[0]!.eventId }, { customerId: customerId! }]) {
      const preview = await previewTemplate(
        { actor: shop.actor, body: { draft: offer, source } },
        shop.clock,
      );
      expect(preview.rendered!.html).toContain("Woolly hat");
      expect(preview.rendered!.html).toContain("€59.97");
      expect(preview.rendered!.html).toContain("Zoë");
      expect(preview.rendered!.html).toContain("TEST-CODE");
      expect(preview.shownAs).toBe("Zoë, itemAddedToCart");
    }
    await expect(
      previewTemplate({ actor: shop.actor, body: { draft: offer, source: { eventId: 999_999 } } }),
    ).rejects.toMatchObject({ code: "not_found" });
    const { rows } = await pool.query(`SELECT FROM publication`);
    expect(rows).toEqual([]);
  });

  it("of another workspace shows nothing", async () => {
    const [customerId] = await shop.customers(1);
    await shop.abandon([customerId!]);
    const { data } = await listPreviewSources({ actor: shop.actor });
    const stranger = await new DeliveryFixture(pool).open();
    expect((await listPreviewSources({ actor: stranger.actor })).data).toEqual([]);
    for (const source of [{ customerId: customerId! }, { eventId: data[0]!.eventId }])
      await expect(
        previewTemplate({ actor: stranger.actor, body: { draft: reminder, source } }),
      ).rejects.toMatchObject({ code: "not_found" });
  });

  it("shows problems instead of a rendering while there is a mistake, and how an SMS goes over the air", async () => {
    const broken = await previewTemplate({
      actor: shop.actor,
      body: { draft: { ...reminder, subject: "{{" }, source: {} },
    });
    expect(broken.rendered).toBeNull();
    expect(broken.problems[0]).toMatchObject({ part: "subject" });
    const sms = await previewTemplate({
      actor: shop.actor,
      body: {
        draft: { channel: "sms", text: "Hi {{ customer.firstName }} STOP", language: "en" },
        source: {},
      },
    });
    expect(sms).toMatchObject({
      rendered: { text: "Hi Amira STOP" },
      sms: { encoding: "GSM-7", segments: 1, units: 13 },
    });
  });

  it("S4-15: as a test in an inbox, marked as one; nothing is counted and no code is taken", async () => {
    const smtp = await new SmtpSink().open();
    const test = (to: string) =>
      testTemplate({ actor: shop.actor, body: { draft: offer, source: {}, to } }, shop.clock);
    await expect(test("me@shop.example")).rejects.toMatchObject({
      code: "conflict",
      issues: [{ fix: expect.stringContaining("Channels") }],
    });
    await shop.connect("email", "smtp", {
      fromAddress: "shop@harbour.example",
      host: "127.0.0.1",
      port: smtp.port,
      security: "none",
    });
    await expect(test("not an address")).rejects.toMatchObject({
      code: "invalid_input",
      issues: [{ path: "to" }],
    });
    expect(await test("me@shop.example")).toMatchObject({
      outcome: "accepted",
      answer: expect.stringContaining("queued as TEST1"),
    });
    const [mail] = smtp.mails;
    expect(mail!.subject).toBe(`[Test] ${offer.subject}`);
    expect(mail!.html).toContain("TEST-CODE");
    expect(mail!.html).toContain("/u/example");
    expect(await shop.sent()).toEqual([]);
    for (const table of ["publication", "voucher"])
      expect((await pool.query(`SELECT FROM ${table}`)).rowCount).toBe(0);
    smtp.onRecipient = "refuse";
    expect(await test("me@shop.example")).toMatchObject({
      outcome: "rejected",
      answer: expect.stringContaining("no such user"),
    });
    await smtp.close();
  });
});
