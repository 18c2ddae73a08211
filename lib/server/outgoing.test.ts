import http from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { env } from "@/lib/server/env";
import { AddressRefused, guardedFetch } from "./outgoing";

let server: http.Server;
let port: number;
const seen: { method?: string; url?: string; host?: string; body: string }[] = [];

beforeAll(async () => {
  server = http.createServer(async (request, response) => {
    let body = "";
    for await (const chunk of request) body += chunk;
    seen.push({ method: request.method, url: request.url, host: request.headers.host, body });
    if (request.url === "/redirect")
      return response.writeHead(302, { location: "http://127.0.0.1:1/" }).end();
    if (request.url === "/long") return response.end("x".repeat(3_000_000));
    if (request.url === "/silent") return;
    if (request.url === "/empty") return response.writeHead(204).end();
    response.writeHead(201, { "x-answer": "yes" }).end("made");
  });
  await new Promise<void>((done) => server.listen(0, "127.0.0.1", done));
  port = (server.address() as AddressInfo).port;
  Object.assign(env(), { OUTGOING_ALLOW: [`127.0.0.1:${port}`, `localhost:${port}`, "localhost:1"] });
});

afterAll(() => {
  server.closeAllConnections();
  server.close();
});

describe("addresses that are refused", () => {
  it.each([
    ["this machine", "http://127.0.0.1:9/"],
    ["this machine by name", "http://localhost:9/"],
    ["this machine in short", "http://127.1/"],
    ["this machine as one number", "http://2130706433/"],
    ["this machine in IPv6", "http://[::1]/"],
    ["this machine, mapped into IPv6", "http://[::ffff:127.0.0.1]/"],
    ["nowhere", "http://0.0.0.0/"],
    ["a private network", "https://10.1.2.3/"],
    ["another private network", "https://192.168.1.1/"],
    ["a link-local address, where clouds keep credentials", "http://169.254.169.254/latest/meta-data"],
    ["a unique local address", "http://[fd00::1]/"],
    ["a translated private address", "http://[64:ff9b::a00:1]/"],
    ["carrier-grade NAT", "http://100.64.0.1/"],
    ["multicast", "http://224.0.0.1/"],
    ["a file", "file:///etc/passwd"],
    ["no address", "example"],
    ["a user name in it", "https://user:secret@example.com/"],
  ])("%s", async (_what, url) => {
    await expect(guardedFetch(url)).rejects.toBeInstanceOf(AddressRefused);
  });

  it("says which setting of the operator allows it", async () => {
    await expect(guardedFetch("http://[::1]:8080/")).rejects.toThrow("OUTGOING_ALLOW=[::1]:8080");
  });
});

describe("an allowed address", () => {
  it("is called with method, headers and body, and answers like fetch", async () => {
    const response = await guardedFetch(`http://localhost:${port}/hook?a=1`, {
      method: "POST",
      body: "text",
    });
    expect(response.status).toBe(201);
    expect(response.headers.get("x-answer")).toBe("yes");
    expect(await response.text()).toBe("made");
    expect(seen.at(-1)).toEqual({
      method: "POST",
      url: "/hook?a=1",
      host: `localhost:${port}`,
      body: "text",
    });
  });

  it("gives a redirect as it is, and does not follow it to an address nobody checked", async () => {
    const response = await guardedFetch(`http://127.0.0.1:${port}/redirect`);
    expect(response.status).toBe(302);
  });

  it("cuts off an answer that is too long", async () => {
    const response = await guardedFetch(`http://127.0.0.1:${port}/long`, { maxBytes: 1000 });
    expect((await response.text()).length).toBe(1000);
  });

  it("takes an answer without a body", async () => {
    expect((await guardedFetch(`http://127.0.0.1:${port}/empty`)).status).toBe(204);
  });

  it("gives up on a silent server after the time it was given, or when it is told to", async () => {
    await expect(guardedFetch(`http://127.0.0.1:${port}/silent`, { timeoutMs: 30 })).rejects.toThrow(
      /timeout/,
    );
    const stop = new AbortController();
    const call = guardedFetch(`http://127.0.0.1:${port}/silent`, { signal: stop.signal });
    stop.abort(new Error("the worker stops"));
    await expect(call).rejects.toThrow();
  });

  it("tells a connection that was refused from an answer that did not come", async () => {
    await expect(guardedFetch("http://localhost:1/")).rejects.toMatchObject({ code: "ECONNREFUSED" });
  });
});
