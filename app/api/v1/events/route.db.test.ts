import { v7 as uuid } from "uuid";
import { beforeAll, describe, expect, it } from "vitest";
import type { KeyScope } from "@/lib/domain/access/permissions";
import { hashApiKey } from "@/lib/server/auth/api-key-secret";
import { pool } from "@/lib/server/db/pool";
import { testDatabase } from "@/lib/testing/database";
import * as customers from "../customers/route";
import { OPTIONS, POST } from "./route";
import { GET as stream } from "./stream/route";

const URL_OF = "http://flows.test/api/v1/events";
const context = { params: Promise.resolve({}) };
const EVENT = { messageId: "m1", name: "seen", customer: { externalId: "c1" } };
let workspaceId: string;

beforeAll(async () => {
  await testDatabase();
  workspaceId = uuid();
  await pool().query("INSERT INTO workspace (id, name, signing_secret) VALUES ($1, 'Shop', 'x')", [
    workspaceId,
  ]);
  await pool().query(
    "INSERT INTO event_definition (id, workspace_id, name, title) VALUES ($1, $2, 'seen', 'Seen')",
    [uuid(), workspaceId],
  );
  for (const scope of ["write", "read", "admin"] satisfies KeyScope[]) {
    await pool().query(
      "INSERT INTO api_key (id, workspace_id, name, scope, hash, prefix) VALUES ($1, $2, $3, $3, $4, 'x')",
      [uuid(), workspaceId, scope, hashApiKey(`secret-${scope}`)],
    );
  }
});

const post = (
  body: BodyInit,
  { headers = {}, query = "" }: { headers?: Record<string, string>; query?: string } = {},
) => POST(new Request(URL_OF + query, { method: "POST", body, headers }), context);
const withKey = (scope: string) => ({ headers: { authorization: `Bearer secret-${scope}` } });

describe("POST /api/v1/events", () => {
  it("answers 202 to a server with its key", async () => {
    const response = await post(JSON.stringify(EVENT), withKey("write"));
    expect(response.status).toBe(202);
    expect(await response.json()).toMatchObject({ accepted: 1, results: [{ status: "accepted" }] });
  });

  it("takes a browser's key from the address, from any origin, as plain text, and notes that it came from there", async () => {
    const response = await post(JSON.stringify({ ...EVENT, messageId: "from browser" }), {
      query: "?key=secret-write",
      headers: {
        "content-type": "text/plain",
        origin: "https://shop.example",
        cookie: "next-auth.session-token=somebody",
      },
    });
    expect(response.status).toBe(202);
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    const { rows } = await pool().query(
      "SELECT source FROM event WHERE workspace_id = $1 AND message_id = 'from browser'",
      [workspaceId],
    );
    expect(rows).toEqual([{ source: "sdk" }]);
    const identified = await customers.POST(
      new Request("http://flows.test/api/v1/customers?key=secret-write", {
        method: "POST",
        body: '{"externalId":"c7"}',
      }),
      context,
    );
    expect(await identified.json()).toMatchObject({ created: true });
    expect(identified.headers.get("access-control-allow-origin")).toBe("*");
  });

  it("says to a browser's question that it may", async () => {
    const response = await OPTIONS();
    expect(response.status).toBe(204);
    expect(response.headers.get("access-control-allow-headers")).toContain("authorization");
    expect(response.headers.has("access-control-allow-credentials")).toBe(false);
  });

  it.each([
    ["no key at all", {}, 401],
    ["a key that does not exist", withKey("gone"), 401],
    ["a key that may only read", withKey("read"), 403],
    ["a key in the address that could do more than write", { query: "?key=secret-admin" }, 403],
  ])("refuses %s", async (_what, options, status) => {
    const response = await post(JSON.stringify(EVENT), options);
    expect(response.status).toBe(status);
    expect((await response.json()).detail).toEqual(expect.any(String));
  });

  it.each([
    ["broken JSON", "{", 400],
    ["no body", "", 400],
    ["a list", "[]", 400],
    ["a text", '"x"', 400],
    ["an event without a customer", '{"name":"seen"}', 400],
    ["a wrong type", '{"events":7}', 400],
    ["deep nesting", `{"events":${"[".repeat(200_000)}${"]".repeat(200_000)}}`, 400],
    ["10 MB", `{"events":[${"1,".repeat(5_000_000)}1]}`, 413],
  ])("refuses %s with what to do", async (_what, body, status) => {
    const response = await post(body, withKey("write"));
    expect(response.status).toBe(status);
    const { detail, errors } = await response.json();
    expect(`${detail}${errors.length}`).not.toBe("0");
  });

  it("stops reading a body without a length once it is too large", async () => {
    let sent = 0;
    const endless = new ReadableStream({
      pull(controller) {
        sent += 100_000;
        controller.enqueue(new Uint8Array(100_000).fill(32));
      },
    });
    const request = new Request(URL_OF, {
      method: "POST",
      body: endless,
      duplex: "half",
      ...withKey("write"),
    } as RequestInit);
    expect((await POST(request, context)).status).toBe(413);
    expect(sent).toBeLessThan(4_000_000);
  });

  it("refuses one event whose text cannot be stored, not the batch", async () => {
    const response = await post(
      `{"events":[{"name":"seen","customer":{"externalId":"a\\u0000"}},{"name":"seen","customer":{"externalId":"ok"}}]}`,
      withKey("write"),
    );
    expect(await response.json()).toMatchObject({ accepted: 1, rejected: 1 });
    const identified = await customers.POST(
      new Request("http://flows.test/api/v1/customers", {
        method: "POST",
        body: '{"externalId":"a\\u0000"}',
        ...withKey("write"),
      }),
      context,
    );
    expect(identified.status).toBe(400);
  });
});

it("GET /api/v1/events/stream sends events as they come", async () => {
  const closed = new AbortController();
  const response = await stream(
    new Request(`${URL_OF}/stream?name=seen&after=0`, { signal: closed.signal, ...withKey("read") }),
    context,
  );
  expect(response.headers.get("content-type")).toContain("text/event-stream");
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = "";
  let data: string | undefined;
  while (data === undefined) {
    text += (await reader?.read())?.value ?? "";
    data = /event: seen\ndata: (.*)\n/.exec(text)?.[1];
  }
  expect(JSON.parse(data)).toMatchObject({
    name: "seen",
    title: "Seen",
    customer: { label: "c1" },
    handled: false,
  });
  expect(text).toMatch(/^id: \d+$/m);
  await reader?.cancel();
  closed.abort();
});
