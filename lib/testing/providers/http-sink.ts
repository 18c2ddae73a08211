import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as it arrived. */
export type Received = { method: string; path: string; headers: IncomingHttpHeaders; body: string };
type Answer = (request: Received, response: ServerResponse) => void | Promise<void>;

/** A real HTTP server on loopback that keeps what it is sent and answers as told. */
export class HttpSink {
  readonly received: Received[] = [];
  answer: Answer = (_request, response) => void response.writeHead(200).end("{}");
  #server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const received = {
      method: request.method ?? "",
      path: request.url ?? "",
      headers: request.headers,
      body: Buffer.concat(chunks).toString("utf8"),
    };
    this.received.push(received);
    await this.answer(received, response);
  });

  /** `host`: another address of this machine, for callers on a network of its own. */
  async open(host = "127.0.0.1"): Promise<this> {
    this.#server.listen(0, host);
    await once(this.#server, "listening");
    return this;
  }

  get url(): string {
    const { address, port } = this.#server.address() as AddressInfo;
    return `http://${address}:${port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
