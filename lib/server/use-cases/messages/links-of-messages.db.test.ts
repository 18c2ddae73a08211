import type pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { env } from "@/lib/server/env";
import { testDatabase } from "@/lib/testing/database";
import { SentFixture, takingProviders } from "@/lib/testing/sent-fixture";
import { showLink, takeLink } from "../unsubscribe/answer-link";
import { followLink } from "./follow-link";

// The providers of these tests are real servers on this machine.
process.env.ALLOW_PRIVATE_ADDRESSES = "1";

let pool: pg.Pool;
let shop: SentFixture;
let providers: Awaited<ReturnType<typeof takingProviders>>;

beforeAll(async () => {
  pool = (await testDatabase()).pool;
  providers = await takingProviders();
});
afterAll(() => providers.close());
beforeEach(async () => {
  await pool.query("DELETE FROM delivery");
  shop = await new SentFixture(pool, providers).open();
});

const token = (value: string) => ({ params: Promise.resolve({ token: value }) });
const linkIn = (html: string, path: "u" | "t") =>
  new RegExp(`${env().APP_URL}/${path}/([A-Za-z0-9_-]+)`).exec(html)?.[1] ?? "";

describe("RFC 8058: unsubscribing", () => {
  it("a mail client's one click, without cookies, takes effect at once and ends the run", async () => {
    const { customerId } = await shop.oneSent();
    const mail = shop.mail;
    const header = /^List-Unsubscribe: <([^>]+)>/m.exec(mail.raw.replaceAll(/\r?\n(?=[ \t])/g, ""))![1]!;
    expect(mail.html).toContain(header);
    const value = header.split("/u/")[1]!;
    const request = new Request(header, {
      method: "POST",
      body: "List-Unsubscribe=One-Click",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    });
    const answer = await takeLink(request, token(value));
    expect(answer.status).toBe(200);
    expect(answer.headers.get("location")).toBeNull();
    expect(await shop.consentOf(customerId)).toMatchObject({
      email: { state: "denied", source: "unsubscribe link" },
    });
    await shop.drain();
    expect((await shop.runs())[0]).toMatchObject({ status: "exited", end_reason: "opted_out" });
    // Once more says nothing new.
    await takeLink(new Request(header, { method: "POST" }), token(value));
    const { rowCount } = await pool.query(
      `SELECT FROM event WHERE workspace_id = $1 AND name = 'customer.updated'`,
      [shop.workspaceId],
    );
    expect(rowCount).toBe(1);
  });

  it("opening the link asks first and changes nothing; its button does", async () => {
    const { customerId } = await shop.oneSent();
    const value = linkIn(shop.mail.html || "", "u");
    const page = await showLink(new Request(`${env().APP_URL}/u/${value}`), token(value));
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<form method="post">');
    expect(await shop.consentOf(customerId)).toEqual({});
    const done = await takeLink(new Request(`${env().APP_URL}/u/${value}`, { method: "POST" }), token(value));
    expect(await done.text()).toContain("You are unsubscribed");
    expect((await shop.consentOf(customerId)).email!.state).toBe("denied");
  });

  it("a changed, foreign or made-up link does nothing", async () => {
    const { customerId } = await shop.oneSent();
    const value = linkIn(shop.mail.html || "", "u");
    const click = linkIn(shop.mail.html || "", "t");
    const changed = `${value.slice(0, 30)}${value[30] === "A" ? "B" : "A"}${value.slice(31)}`;
    for (const bad of [changed, click, "x", "", "AAAA".repeat(30), "%00", value.slice(0, -1)]) {
      const answer = await takeLink(new Request(`${env().APP_URL}/u/x`, { method: "POST" }), token(bad));
      expect(answer.status).toBe(404);
    }
    expect(await shop.consentOf(customerId)).toEqual({});
    expect(
      (await takeLink(new Request(`${env().APP_URL}/u/example`, { method: "POST" }), token("example")))
        .status,
    ).toBe(200);
  });
});

describe("S2-27: clicks", () => {
  it("are noted once and lead to exactly the address in the mail", async () => {
    const { versionId, message } = await shop.oneSent();
    const value = linkIn(shop.mail.html || "", "t");
    const url = `${env().APP_URL}/t/${value}`;
    await followLink(new Request(url, { method: "HEAD" }), token(value));
    expect((await shop.sent())[0]!.clicked_at).toBeNull();
    for (let time = 0; time < 2; time++) {
      const answer = await followLink(new Request(url), token(value));
      expect(answer.status).toBe(302);
      expect(answer.headers.get("location")).toBe("https://shop.example/cart?a=1&b=2");
    }
    expect((await shop.sent())[0]!.clicked_at).not.toBeNull();
    await shop.drain();
    expect(await shop.reports()).toEqual([{ result: "sent" }, { result: "clicked" }]);
    expect((await shop.totals(versionId))["send/clicked"]).toBe(1);
    await pool.query(`DELETE FROM message WHERE id = $1`, [message.id]);
    expect((await followLink(new Request(url), token(value))).status).toBe(302);
  });

  it("lead nowhere when the link is not ours", async () => {
    const { message } = await shop.oneSent();
    const value = linkIn(shop.mail.html || "", "t");
    for (const bad of [
      `${value}A`,
      value.slice(2),
      linkIn(shop.mail.html || "", "u"),
      "https://evil.example",
    ]) {
      const answer = await followLink(new Request(`${env().APP_URL}/t/x`), token(bad));
      expect(answer.status).toBe(404);
      expect(answer.headers.get("location")).toBeNull();
    }
    expect((await shop.sent()).find(({ id }) => id === message.id)!.clicked_at).toBeNull();
  });
});
