import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, beforeEach, expect, test } from "vitest";
import { api, withQuery } from "@/lib/client/api";
import { ApiError } from "@/lib/client/api-error";

let server: Server;
let base: string;
let seen: { method?: string; url?: string; headers: IncomingMessage["headers"]; body: string };
let answer: { status: number; body: string };

beforeEach(async () => {
  server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    seen = {
      method: request.method,
      url: request.url,
      headers: request.headers,
      body: Buffer.concat(chunks).toString(),
    };
    response.writeHead(answer.status, { "content-type": "application/json" }).end(answer.body || undefined);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterEach(() => new Promise((done) => server.close(done)));

test("writes JSON with its query and its idempotency key, and reads the answer", async () => {
  answer = { status: 201, body: '{"id":"f1"}' };
  const made = await api.post<{ id: string }>(`${base}/flows`, {
    body: { name: "Ü" },
    query: { dry: true, skip: null, tag: ["a", "b"] },
    idempotencyKey: "k-1",
  });
  expect(made).toEqual({ id: "f1" });
  expect(seen).toMatchObject({ method: "POST", url: "/flows?dry=true&tag=a&tag=b", body: '{"name":"Ü"}' });
  expect(seen.headers).toMatchObject({ "idempotency-key": "k-1", "content-type": "application/json" });
});

test("an empty answer is undefined", async () => {
  answer = { status: 204, body: "" };
  expect(await api.delete(`${base}/flows/f1`)).toBeUndefined();
});

test("a refusal becomes an ApiError with its fields and extras", async () => {
  answer = {
    status: 409,
    body: JSON.stringify({
      title: "Revision conflict",
      detail: "Someone else saved it.",
      code: "revision_conflict",
      errors: [{ path: "name", message: "Taken.", fix: "Choose another." }],
      revision: 7,
    }),
  };
  const error = await api.put(`${base}/flows/f1`, { body: {} }).catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(ApiError);
  expect(error).toMatchObject({
    status: 409,
    code: "revision_conflict",
    message: "Someone else saved it.",
    errors: [{ path: "name", message: "Taken.", fix: "Choose another." }],
    extra: { revision: 7 },
  });
});

test("a page of HTML from something in between still makes a sentence", async () => {
  answer = { status: 502, body: "<html>Bad gateway</html>" };
  await expect(api.get(`${base}/flows`)).rejects.toMatchObject({ status: 502, code: "unknown", errors: [] });
  await expect(api.get(`${base}/flows`)).rejects.toThrow("Try again in a moment");
});

test("a server that is away is status 0", async () => {
  const away = base;
  await new Promise((done) => server.close(done));
  await expect(api.get(`${away}/flows`)).rejects.toMatchObject({ status: 0, code: "offline" });
});

test("leaves out what is empty in a query", () => {
  expect(withQuery("/a", { search: "", limit: 0, on: false, none: undefined })).toBe("/a?limit=0&on=false");
  expect(withQuery("/a")).toBe("/a");
});
