import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { type ClientRequest, request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { v7 } from "uuid";
import { hashApiKey, newApiKeySecret } from "@/lib/server/auth/api-key-secret";
import { pool } from "@/lib/server/db/pool";
import type { CouponFixture } from "@/lib/testing/coupon-fixture";
import { beside } from "./beside";

/** A file that is made while it is sent: its first line, and those that follow, one or several at a time. */
export type MadeFile = { to: string; head: string; line: () => string; encoding?: BufferEncoding };

/** What became of a file. Times in s, the server's longest pause in ms. */
export type Taken = { answer: string; failed: number; seconds: number; rssMb: number; pauseMs: number };

type Ended = {
  status: string;
  result: { failed_count: number; failed: { line: number; message: string }[] };
};

/** The compatible API's imports in a process of their own, and a key to send files with. */
export class FileServer {
  /** Where it keeps uploads: a place of its own, so that what is left there was left by it. */
  readonly #folder = mkdtempSync(path.join(tmpdir(), "cartograph-bench-files-"));
  readonly #secret = newApiKeySecret("admin");
  readonly #web: ChildProcess = fork(beside("file-web"), [], {
    env: { ...process.env, TMPDIR: this.#folder },
  });
  #url = "";

  constructor(private readonly shop: CouponFixture) {}

  async open(): Promise<this> {
    await pool().query(
      `INSERT INTO api_key (id, workspace_id, name, scope, hash, prefix) VALUES ($1, $2, 'Bench', 'admin', $3, 'ck')`,
      [v7(), this.shop.workspaceId, hashApiKey(this.#secret)],
    );
    [this.#url] = (await once(this.#web, "message")) as [string];
    return this;
  }

  /** Sends a file as a form, no faster than it is taken, until so many bytes are sent, there are no more lines, or the server has answered. */
  async send(file: MadeFile, bytes: number): Promise<Taken> {
    await this.#measured();
    const started = performance.now();
    const outcome = await this.#outcome(await this.#post(file, bytes));
    const seconds = (performance.now() - started) / 1000;
    return { ...outcome, seconds, ...(await this.#measured()) };
  }

  /** Ends the server. @returns how many uploads it has left on the disk */
  close(): number {
    this.#web.kill();
    const left = readdirSync(this.#folder).filter((name) => name.startsWith("cartograph-upload-"));
    rmSync(this.#folder, { recursive: true, force: true });
    return left.length;
  }

  async #measured(): Promise<{ rssMb: number; pauseMs: number }> {
    const answer = once(this.#web, "message");
    this.#web.send("how much");
    return ((await answer) as [{ rssMb: number; pauseMs: number }])[0];
  }

  async #post(
    { to, head, line, encoding = "utf8" }: MadeFile,
    bytes: number,
  ): Promise<{ status: number; body: string }> {
    const call = request(`${this.#url}${to}`, {
      method: "POST",
      headers: {
        "x-app-id": "bench",
        "x-app-token": this.#secret,
        "content-type": "multipart/form-data; boundary=parts",
      },
    });
    const answer = once(call, "response");
    answer.catch(() => {});
    // A server that has seen enough answers and closes: what is still to be sent goes nowhere.
    let over = false;
    call.on("error", () => {
      over = true;
    });
    call.once("response", () => {
      over = true;
    });
    call.write(`--parts\r\nContent-Disposition: form-data; name="file"; filename="codes.csv"\r\n\r\n`);
    call.write(Buffer.from(head, encoding));
    for (let sent = 0; sent < bytes && !over; ) {
      let piece = "";
      for (let text = line(); text !== ""; text = line()) {
        piece += text;
        if (piece.length >= 64_000) break;
      }
      if (piece === "") break;
      const buffer = Buffer.from(piece, encoding);
      sent += buffer.length;
      if (!call.write(buffer)) await goesOn(call);
    }
    call.end("\r\n--parts--\r\n");
    const [response] = (await answer) as [NodeJS.ReadableStream & { statusCode: number }];
    let body = "";
    for await (const chunk of response) body += String(chunk);
    return { status: response.statusCode, body };
  }

  async #outcome({
    status,
    body,
  }: {
    status: number;
    body: string;
  }): Promise<{ answer: string; failed: number }> {
    if (!(JSON.parse(body) as { async_action_id?: string }).async_action_id)
      return { answer: `${status} ${body.slice(0, 200)}`, failed: 0 };
    const { status: state, result } = await this.#end();
    const [first] = result.failed;
    const why = first ? `, ${result.failed_count} lines, first line ${first.line}: ${first.message}` : "";
    return { answer: `${status} ${state}${why}`, failed: result.failed_count };
  }

  /** The newest action, once it is over. */
  async #end(): Promise<Ended> {
    for (;;) {
      const { rows } = await pool().query<Ended>(
        `SELECT status, result FROM async_action WHERE workspace_id = $1 ORDER BY created_at DESC, id DESC LIMIT 1`,
        [this.shop.workspaceId],
      );
      const [action] = rows;
      if (action && action.status !== "IN_PROGRESS") return action;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

/** Waits until a call takes more, or takes nothing any more. */
async function goesOn(call: ClientRequest): Promise<void> {
  await new Promise<void>((resolve) => {
    const go = () => {
      call.off("drain", go).off("close", go);
      resolve();
    };
    call.on("drain", go).on("close", go);
  });
}
