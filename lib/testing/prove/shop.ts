import type pg from "pg";
import { v7 } from "uuid";
import { shardOf } from "@/lib/domain/shard";
import { appendEvents, type NewEvent } from "@/lib/server/db/events/append-events";
import { encrypt } from "@/lib/server/secrets";
import { type Drawn, drawFlow } from "@/lib/testing/draw-flow";
import { EngineFixture } from "@/lib/testing/engine-fixture";

const CHUNK = 500;
/** Every so many chunks are sent a second time, as a client does that did not hear the answer. */
const RESENT = 10;
/** One customer in so many enters the flow that writes to them. */
const WRITTEN_TO = 5;
const AGAIN_MS = 100;

export type Mail = { kind: "resend"; url: string } | { kind: "smtp"; port: number };

/** What a shop had accepted, and what must come of it. */
export type Expected = { events: number; entries: number; written: number; bought: number };

/**
 * A shop with two live flows: one waits for an order, the other writes an e-mail first. Customers leave carts, look around, and every other
 * one buys.
 */
export class ProvedShop extends EngineFixture {
  readonly versions: string[] = [];
  /** messageIds whose acceptance was confirmed. */
  accepted = 0;

  /** Opens it on the wall clock, with this provider for its e-mail. */
  async furnish(mail: Mail): Promise<this> {
    this.now = Date.now();
    await this.open();
    const sender = { fromName: "Shop", fromAddress: "shop@shop.example", replyTo: "" };
    const config =
      mail.kind === "resend"
        ? { ...sender, baseUrl: mail.url }
        : { ...sender, host: "127.0.0.1", port: mail.port, security: "none", username: "" };
    const secrets = mail.kind === "resend" ? { apiKey: "re_proof", webhookSecret: "" } : { password: "" };
    await this.pool.query(
      `INSERT INTO channel_connection (id, workspace_id, channel, provider, name, config, secrets, is_default) VALUES ($1, $2, 'email', $3, 'Mail', $4, $5, true)`,
      [v7(), this.workspaceId, mail.kind, JSON.stringify(config), encrypt(JSON.stringify(secrets))],
    );
    const templateId = await this.#template();
    const campaignId = await this.campaign();
    const wait = {
      type: "wait-for-event",
      config: { eventName: "PurchaseFinished", timeout: { value: 1, unit: "days" } },
      to: { happened: "end", timed_out: "end" },
    };
    const settings = { goal: { eventName: "PurchaseFinished" } };
    const flows: Record<string, Drawn>[] = [
      { trigger: trigger("itemAddedToCart", "wait"), wait, end: { type: "exit" } },
      {
        trigger: trigger("cartLeft", "coupon"),
        coupon: {
          type: "issue-coupon",
          config: { campaignId },
          to: { issued: "email", pool_empty: "email", not_eligible: "email" },
        },
        email: { type: "send-email", config: { templateId }, to: { next: "wait" } },
        wait,
        end: { type: "exit" },
      },
    ];
    for (const steps of flows) this.versions.push((await this.live(drawFlow(steps, settings))).versionId);
    return this;
  }

  /** Makes so many customers and the events they will cause, in the order of each. @returns the events in chunks, and what must come of them */
  async plan(events: number): Promise<{ chunks: NewEvent[][]; expected: Expected }> {
    const customers: string[] = [];
    while (customers.length < events / 4)
      customers.push(...(await this.customers(Math.min(5000, Math.ceil(events / 4) - customers.length))));
    const written = customers.filter((_, index) => index % WRITTEN_TO === 0).length;
    const names = (index: number) => [
      index % WRITTEN_TO === 0 ? "cartLeft" : "itemAddedToCart",
      "pageSeen",
      index % 2 === 0 ? "PurchaseFinished" : "pageSeen",
      "pageSeen",
    ];
    const all = [0, 1, 2, 3].flatMap((turn) =>
      customers.map((id, index) => this.#event(id, names(index)[turn]!, `${id}:${turn}`)),
    );
    const chunks: NewEvent[][] = [];
    for (let start = 0; start < all.length; start += CHUNK) chunks.push(all.slice(start, start + CHUNK));
    return {
      chunks,
      expected: {
        events: all.length,
        entries: customers.length,
        written,
        bought: customers.filter((_, index) => index % 2 === 0).length,
      },
    };
  }

  /** Hands chunks over as a client does: until the answer comes, the same events again; and some a second time. */
  async accept(chunks: readonly NewEvent[][], ends: () => boolean = () => false): Promise<void> {
    for (const [index, chunk] of chunks.entries()) {
      for (let times = index % RESENT === 0 ? 2 : 1; times > 0; times--) {
        while (!(await this.#tryToAccept(chunk))) {
          if (ends()) return;
          await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
        }
      }
      this.accepted += chunk.length;
    }
  }

  async #tryToAccept(chunk: readonly NewEvent[]): Promise<boolean> {
    try {
      await appendEvents(this.pool as pg.Pool, chunk);
      return true;
    } catch {
      return false;
    }
  }

  #event(customerId: string, name: string, messageId: string): NewEvent {
    const now = new Date();
    return {
      shard: shardOf(customerId),
      workspaceId: this.workspaceId,
      customerId,
      name,
      messageId,
      properties:
        name === "pageSeen"
          ? {}
          : { items: [{ sku: "mug", name: "Mug", price: 2000, quantity: 2 }], total: 4000, currency: "EUR" },
      occurredAt: now,
      acceptedAt: now,
      source: "api",
    };
  }

  async #template(): Promise<string> {
    const id = await this.template();
    await this.pool.query(
      `INSERT INTO template_version (id, template_id, workspace_id, number, channel, subject, html, text)
       SELECT current_version_id, id, workspace_id, 1, 'email', 'Your cart', '<p>Hello {{ vouchers[0].code }}</p>', 'Hello {{ vouchers[0].code }}'
       FROM template WHERE id = $1`,
      [id],
    );
    return id;
  }
}

function trigger(eventName: string, next: string) {
  return { type: "event-trigger", config: { eventName }, to: { next } };
}
