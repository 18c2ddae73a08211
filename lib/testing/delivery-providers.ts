import type pg from "pg";
import { expect } from "vitest";
import { DeliveryFixture } from "./delivery-fixture";
import { HttpSink } from "./providers/http-sink";
import { SmtpSink } from "./providers/smtp-sink";

const SENDER = { fromAddress: "shop@harbour.example", fromName: "Harbour" };

type Provider = "smtp" | "resend";

/** The providers that tests deliver through, as real servers on this machine, and shops with messages that wait for them. */
export class DeliveryProviders {
  readonly smtp = new SmtpSink();
  readonly http = new HttpSink();

  constructor(readonly pool: pg.Pool) {}

  /** Starts them; Resend takes whatever comes. */
  async open(): Promise<this> {
    await Promise.all([this.smtp.open(), this.http.open()]);
    this.http.answer = (_request, response) =>
      void response.writeHead(200).end(JSON.stringify({ id: `resend-${this.http.received.length}` }));
    return this;
  }

  async close(): Promise<void> {
    await Promise.all([this.smtp.close(), this.http.close()]);
  }

  /** Makes a provider the shop's default for e-mail. @returns the connection's id */
  async connect(shop: DeliveryFixture, provider: Provider): Promise<string> {
    if (provider === "resend") {
      const secrets = { apiKey: "re_test", webhookSecret: "" };
      return await shop.connect("email", "resend", { ...SENDER, baseUrl: this.http.url }, secrets);
    }
    const server = { host: "127.0.0.1", port: this.smtp.port, security: "none" };
    return await shop.connect("email", "smtp", { ...SENDER, ...server }, { password: "" });
  }

  /** Makes the SMTP server wait with its answer. `calling`: it has been called. */
  hold(): { release: () => void; calling: Promise<void> } {
    let release = () => {};
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    const calling = new Promise<void>((reached) => {
      this.smtp.beforeAnswer = () => {
        reached();
        return held;
      };
    });
    return { release, calling };
  }

  /** A shop with an e-mail flow, and one customer, or as many as asked for, whose message waits to be delivered. */
  async queued({
    settings,
    flow,
    provider = "smtp",
    customers: count = 1,
  }: {
    settings?: Record<string, unknown>;
    flow?: Record<string, unknown>;
    provider?: Provider;
    customers?: number;
  } = {}) {
    const shop = await new DeliveryFixture(this.pool).open(settings);
    const templateId = await shop.published("cart-reminder");
    const connectionId = await this.connect(shop, provider);
    const { flowId, versionId } = await shop.sending("send-email", { templateId }, flow);
    const customers = await shop.customers(count);
    await shop.abandon(customers);
    await shop.drain();
    expect(await shop.sent()).toHaveLength(customers.length);
    return { shop, flowId, versionId, customers, customerId: customers[0]!, connectionId };
  }
}
