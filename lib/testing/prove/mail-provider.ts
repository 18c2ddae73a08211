import type { ServerResponse } from "node:http";
import { HttpSink } from "@/lib/testing/providers/http-sink";

/** What the provider does with one call. */
export type Trouble = "ok" | "500" | "429" | "drop" | "sent-then-drop" | "sent-then-500" | "sent-then-silent";

/**
 * A mail provider on loopback with Resend's promise: calls with one idempotency key send one mail. It counts the calls of each key, and makes
 * the trouble it is told to.
 */
export class MailProvider {
  readonly calls = new Map<string, number>();
  /** Messages sent, by their key. */
  readonly mails = new Set<string>();
  /** Calls whose key is not the id of the message they carry. */
  strangers = 0;
  /** Calls for a key that was answered with success before: rightly so only where the caller died in between. */
  repeated = 0;
  readonly #answered = new Set<string>();
  trouble: () => Trouble = () => "ok";
  readonly #silent = new Set<ServerResponse>();
  readonly #sink = new HttpSink();

  async open(host?: string): Promise<this> {
    this.#sink.answer = ({ headers, body }, response) => {
      const key = String(headers["idempotency-key"] ?? "none");
      const { tags } = JSON.parse(body) as { tags?: { name: string; value: string }[] };
      if (tags?.find(({ name }) => name === "message_id")?.value !== key) this.strangers += 1;
      // Kept for nothing else, and there are many.
      this.#sink.received.length = 0;
      this.#answer(key, response);
    };
    await this.#sink.open(host);
    return this;
  }

  get url(): string {
    return this.#sink.url;
  }

  /** Hangs up on every call that was left without an answer. */
  hangUp(): void {
    for (const response of this.#silent) response.destroy();
    this.#silent.clear();
  }

  async close(): Promise<void> {
    await this.#sink.close();
  }

  #answer(key: string, response: ServerResponse): void {
    this.calls.set(key, (this.calls.get(key) ?? 0) + 1);
    if (this.#answered.has(key)) this.repeated += 1;
    const trouble = this.trouble();
    if (trouble === "ok" || trouble.startsWith("sent-")) this.mails.add(key);
    switch (trouble) {
      case "ok":
        this.#answered.add(key);
        return void response.writeHead(200, JSON_TYPE).end(JSON.stringify({ id: key }));
      case "429":
        return void response
          .writeHead(429, { ...JSON_TYPE, "retry-after": "1" })
          .end(JSON.stringify({ name: "rate_limit_exceeded", message: "slow down", statusCode: 429 }));
      case "500":
      case "sent-then-500":
        return void response
          .writeHead(500, JSON_TYPE)
          .end(JSON.stringify({ name: "internal_server_error", message: "broken", statusCode: 500 }));
      case "sent-then-silent":
        return void this.#silent.add(response);
      case "drop":
      case "sent-then-drop":
        return void response.destroy();
    }
  }
}

const JSON_TYPE = { "content-type": "application/json" };
