import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import { json } from "node:stream/consumers";
import { v7 } from "uuid";
import { hashApiKey, newApiKeySecret } from "@/lib/server/auth/api-key-secret";
import { pool } from "@/lib/server/db/pool";
import { WORKER_NODE_OPTIONS } from "@/lib/server/launch/programs";
import type { EngineFixture } from "@/lib/testing/engine-fixture";
import { beside } from "./beside";

/** A web process and a worker beside us, and a key to send events with. */
export class Product {
  #children: ChildProcess[] = [];
  #url = "";
  readonly #agent = new http.Agent({ keepAlive: true });
  readonly #secret = newApiKeySecret("write");

  async open(shop: EngineFixture): Promise<this> {
    await pool().query(
      `INSERT INTO api_key (id, workspace_id, name, scope, hash, prefix) VALUES ($1, $2, 'Bench', 'write', $3, 'ck')`,
      [v7(), shop.workspaceId, hashApiKey(this.#secret)],
    );
    this.#url = String(await this.#start("web"));
    await this.#start("worker", WORKER_NODE_OPTIONS);
    this.#children.at(-1)!.send("go");
    return this;
  }

  /** Sends one batch, the JSON of so many events. Fails unless every event of it was accepted. */
  async send(batch: string, events: number): Promise<void> {
    // Node's plain client, not fetch: what sending takes of the processors, the product lacks.
    const request = http.request(`${this.#url}/api/v1/events`, {
      method: "POST",
      agent: this.#agent,
      headers: { authorization: `Bearer ${this.#secret}`, "content-type": "application/json" },
    });
    request.end(batch);
    const [response] = (await once(request, "response")) as [http.IncomingMessage];
    const answer = (await json(response)) as { accepted?: number };
    if (answer.accepted !== events)
      throw new Error(`A batch was answered ${response.statusCode}: ${JSON.stringify(answer).slice(0, 500)}`);
  }

  close(): void {
    this.#agent.destroy();
    for (const child of this.#children) child.kill();
  }

  #start(script: string, execArgv: string[] = []): Promise<unknown> {
    const child = fork(beside(script), [], { execArgv });
    this.#children.push(child);
    return new Promise((resolve, reject) => {
      child.once("message", resolve);
      child.once("exit", (code) => reject(new Error(`${script} ended with ${code}.`)));
    });
  }
}

/** Waits until the engine has handled every event. */
export async function handled(): Promise<void> {
  for (;;) {
    const { rowCount } = await pool().query("SELECT FROM event_pending LIMIT 1");
    if (!rowCount) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
