import type pg from "pg";
import { shardOf } from "@/lib/domain/shard";
import { DeliveryFixture } from "./delivery-fixture";
import { HttpSink } from "./providers/http-sink";
import { SmtpSink } from "./providers/smtp-sink";

/** What the Resend connections of these shops sign their reports with. */
export const WEBHOOK_SECRET = `whsec_${Buffer.alloc(24, 9).toString("base64")}`;
/** What their Twilio connections do. */
export const AUTH_TOKEN = "twilio-token";

/** Providers that take whatever they are given: real servers on this machine. */
export async function takingProviders() {
  const smtp = await new SmtpSink().open();
  const http = await new HttpSink().open();
  http.answer = (request, response) =>
    void response
      .writeHead(request.path.includes("Messages.json") ? 201 : 200)
      .end(JSON.stringify({ id: "resend-1", sid: "SM1", status: "queued" }));
  return { smtp, http, close: async () => void (await Promise.all([smtp.close(), http.close()])) };
}

/** A shop whose messages have gone out, for what comes after. */
export class SentFixture extends DeliveryFixture {
  constructor(
    pool: pg.Pool,
    readonly providers: { smtp: SmtpSink; http: HttpSink },
  ) {
    super(pool);
  }

  /** One message that went out. */
  async oneSent(provider: "smtp" | "resend" | "twilio" = "smtp") {
    const connectionId = await this.#connect(provider);
    const sms = provider === "twilio";
    const templateId = await this.published(sms ? "cart-sms" : "cart-reminder");
    const { flowId, versionId } = await this.sending(sms ? "send-sms" : "send-email", { templateId });
    const [customerId] = (await this.customers(1)) as [string];
    await this.abandon([customerId], { cartUrl: "https://shop.example/cart?a=1&b=2" });
    await this.drain();
    await this.deliver();
    const message = (await this.sent()).find(
      (one) => one.customer_id === customerId && one.connection_id === connectionId,
    );
    if (message?.status !== "sent") throw new Error(`The message is ${message?.status ?? "not there"}.`);
    return { message, customerId, connectionId, flowId, versionId };
  }

  /** The mail that was handed over last. */
  get mail() {
    return this.providers.smtp.mails.at(-1)!;
  }

  async consentOf(customerId: string) {
    const { rows } = await this.pool.query(`SELECT consent FROM customer WHERE shard = $1 AND id = $2`, [
      shardOf(customerId),
      customerId,
    ]);
    return rows[0].consent as Record<string, { state: string; source: string }>;
  }

  #connect(provider: "smtp" | "resend" | "twilio"): Promise<string> {
    const { smtp, http } = this.providers;
    const sender = { fromAddress: "shop@harbour.example" };
    if (provider === "smtp")
      return this.connect("email", "smtp", {
        ...sender,
        host: "127.0.0.1",
        port: smtp.port,
        security: "none",
      });
    if (provider === "resend")
      return this.connect(
        "email",
        "resend",
        { ...sender, baseUrl: http.url },
        { apiKey: "re_x", webhookSecret: WEBHOOK_SECRET },
      );
    return this.connect(
      "sms",
      "twilio",
      { accountSid: `AC${"0".repeat(32)}`, from: "Harbour", baseUrl: http.url },
      { authToken: AUTH_TOKEN },
    );
  }
}
