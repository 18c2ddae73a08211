import type pg from "pg";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { newConnection } from "@/lib/contracts/channels";
import { systemActor } from "@/lib/server/auth/actor";
import { testDatabase } from "@/lib/testing/database";
import { DeliveryFixture } from "@/lib/testing/delivery-fixture";
import { HttpSink } from "@/lib/testing/providers/http-sink";
import { createChannel } from "./create-channel";
import { deleteChannel } from "./delete-channel";
import { getChannel } from "./get-channel";
import { listChannels } from "./list-channels";
import { testChannel } from "./test-channel";
import { updateChannel } from "./update-channel";

// The gateway of these tests is on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

let pool: pg.Pool;
let shop: DeliveryFixture;
beforeAll(async () => {
  pool = (await testDatabase()).pool;
});
beforeEach(async () => {
  shop = await new DeliveryFixture(pool).open();
});
const RESEND = {
  provider: "resend",
  name: "Resend",
  config: { fromAddress: "a@b.example" },
  secrets: { apiKey: "re_very_secret" },
};
const SMTP = {
  provider: "smtp",
  name: "Own server",
  config: { host: "mail.b.example", fromAddress: "a@b.example" },
};
const gateway = (url: string) => ({
  provider: "http",
  name: "Gateway",
  config: { url },
  secrets: { token: "tok_secret" },
});
const create = (body: unknown) =>
  createChannel({ actor: shop.actor, body: newConnection.parse(body) }, shop.clock);

describe("a provider is connected", () => {
  it("its secrets are encrypted and never come back", async () => {
    const made = await create(RESEND);
    expect(made).toMatchObject({ channel: "email", secretsSet: ["apiKey"], isDefault: true, enabled: true });
    expect(made.webhookUrl).toMatch(new RegExp(`/hooks/resend/${made.id}$`));
    const answers = JSON.stringify([
      made,
      await listChannels({ actor: shop.actor }),
      await getChannel({ actor: shop.actor, params: { id: made.id } }),
    ]);
    expect(answers).not.toContain("re_very_secret");
    const { rows } = await pool.query(`SELECT secrets FROM channel_connection WHERE id = $1`, [made.id]);
    expect(rows[0].secrets).not.toContain("re_very_secret");
  });

  it("the first of a channel is its default; there is never a second one", async () => {
    const first = await create(RESEND);
    const second = await create(SMTP);
    expect(second.isDefault).toBe(false);
    await updateChannel({ actor: shop.actor, params: { id: second.id }, body: { isDefault: true } });
    const third = await create({ ...SMTP, name: "Third", isDefault: true });
    const { data } = await listChannels({ actor: shop.actor });
    expect(data.filter(({ isDefault }) => isDefault).map(({ id }) => id)).toEqual([third.id]);
    const sms = await create(gateway("https://sms.b.example"));
    expect(sms).toMatchObject({ channel: "sms", isDefault: true });
    expect((await getChannel({ actor: shop.actor, params: { id: first.id } })).isDefault).toBe(false);
  });

  it("a change keeps the secrets that it does not name", async () => {
    const { id } = await create({
      ...RESEND,
      secrets: { apiKey: "re_very_secret", webhookSecret: "whsec_x" },
    });
    const change = (body: object) => updateChannel({ actor: shop.actor, params: { id }, body });
    expect((await change({ config: { fromAddress: "new@b.example" } })).secretsSet.sort()).toEqual([
      "apiKey",
      "webhookSecret",
    ]);
    expect((await change({ secrets: { webhookSecret: "" } })).secretsSet).toEqual(["apiKey"]);
    await expect(change({ secrets: { apiKey: "" } })).rejects.toMatchObject({
      issues: [{ path: "secrets.apiKey" }],
    });
    await expect(change({ config: { fromAddress: "nobody" } })).rejects.toMatchObject({
      issues: [{ path: "config.fromAddress" }],
    });
    expect(await change({ enabled: false })).toMatchObject({
      enabled: false,
      config: { fromAddress: "new@b.example" },
    });
  });

  it("says which setting does not fit", async () => {
    await expect(
      create({
        ...gateway("https://sms.b.example"),
        config: { url: "https://sms.b.example", body: "{{ text | nope }}" },
      }),
    ).rejects.toMatchObject({
      issues: [{ path: "config.body", fix: expect.stringContaining("{{ to }}") }],
    });
    await create(RESEND);
    await expect(create(RESEND)).rejects.toMatchObject({ code: "conflict", issues: [{ path: "name" }] });
    expect(newConnection.safeParse({ ...RESEND, secrets: {} }).success).toBe(false);
  });

  it("a test message shows the provider's own answer", async () => {
    const sink = await new HttpSink().open();
    sink.answer = (_request, response) => void response.writeHead(402).end("no credit");
    const { id } = await create(gateway(sink.url));
    const test = (to: string) => testChannel({ actor: shop.actor, params: { id }, body: { to } });
    expect(await test("+49 151 12345678")).toEqual({ outcome: "rejected", answer: "HTTP 402: no credit" });
    expect(JSON.parse(sink.received[0]!.body).to).toBe("+4915112345678");
    await expect(test("12")).rejects.toMatchObject({ issues: [{ path: "to" }] });
    await sink.close();
  });

  it("belongs to one workspace, and is changed only by those who may", async () => {
    const { id } = await create(RESEND);
    const stranger = await new DeliveryFixture(pool).open();
    const params = { id };
    for (const attempt of [
      () => getChannel({ actor: stranger.actor, params }),
      () => updateChannel({ actor: stranger.actor, params, body: { enabled: false } }),
      () => deleteChannel({ actor: stranger.actor, params }),
      () => testChannel({ actor: stranger.actor, params, body: { to: "a@b.example" } }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: "not_found" });
    const marketer = systemActor(shop.workspaceId, ["read", "templates:write"]);
    await expect(updateChannel({ actor: marketer, params, body: {} })).rejects.toMatchObject({
      code: "forbidden",
    });
    expect(await deleteChannel({ actor: shop.actor, params })).toEqual({ deleted: true });
    expect((await listChannels({ actor: shop.actor })).data).toEqual([]);
  });
});
