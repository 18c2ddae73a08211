import { execFileSync } from "node:child_process";
import { runInNewContext } from "node:vm";
import { describe, expect, it } from "vitest";
import { sdkSnippet, trackingCode } from "./tracking-code";

const target = {
  baseUrl: "https://flows.example.com",
  key: "write_key",
  name: "itemAddedToCart",
  properties: { items: [{ sku: "it's </script> 5\"", price: 100 }], currency: "EUR", "data-x": 1 },
};
const code = Object.fromEntries(trackingCode(target).map(({ id, code: text }) => [id, text]));

describe("S0-10, S4-5: tracking code for that very event", () => {
  it("in the browser calls the SDK with its name and properties", () => {
    const calls: unknown[] = [];
    const record =
      (method: string) =>
      (...given: unknown[]) =>
        calls.push([method, ...given]);
    runInNewContext(code.browser ?? "", {
      cartograph: { identify: record("identify"), track: record("track") },
    });
    expect(calls).toEqual([
      ["identify", "customer-1001", { email: "ada@example.com" }],
      ["track", target.name, target.properties],
    ]);
    expect(code.browser).not.toContain("</script>");
  });

  it("in Node posts it", async () => {
    const sent: { url: string; body: unknown; headers: unknown }[] = [];
    const fetch = async (url: string, init: { body: string; headers: unknown }) => {
      sent.push({ url, headers: init.headers, body: JSON.parse(init.body) });
      return { ok: true };
    };
    await runInNewContext(`(async () => { ${code.node} })()`, { fetch });
    expect(sent).toEqual([
      {
        url: "https://flows.example.com/api/v1/events",
        headers: { Authorization: "Bearer write_key", "Content-Type": "application/json" },
        body: {
          messageId: "itemAddedToCart-10042",
          name: target.name,
          customer: { externalId: "customer-1001", email: "ada@example.com" },
          properties: target.properties,
        },
      },
    ]);
  });

  it("for curl survives the shell", () => {
    const words = execFileSync("sh", ["-c", (code.curl ?? "").replace(/^curl/, "printf '%s\\0'")])
      .toString()
      .split("\0");
    expect(words[words.indexOf("-H") + 1]).toBe("Authorization: Bearer write_key");
    expect(JSON.parse(words[words.indexOf("-d") + 1] ?? "")).toMatchObject({
      name: target.name,
      properties: target.properties,
    });
  });

  it("in Python and PHP carries the same event", () => {
    for (const id of ["python", "php"]) {
      const event = /\{[\s\S]*?\n\}/.exec(code[id] ?? "")?.[0] ?? "";
      expect(JSON.parse(event), id).toMatchObject({ name: target.name, properties: target.properties });
      expect(code[id]).toContain("https://flows.example.com/api/v1/events");
    }
  });
});

it("loads the SDK so that calls made before it is there are kept", () => {
  const snippet = sdkSnippet("https://flows.example.com", "write_key");
  const stub = /<script>([\s\S]*?)<\/script>/.exec(snippet)?.[1] ?? "";
  const window: { cartograph?: unknown[] & Record<string, (...given: unknown[]) => void> } = {};
  runInNewContext(stub, { window });
  window.cartograph?.identify?.("c1");
  window.cartograph?.track?.("seen", { a: 1 });
  expect(JSON.parse(JSON.stringify(window.cartograph))).toEqual([
    ["identify", "c1"],
    ["track", "seen", { a: 1 }],
  ]);
  expect(snippet).toContain(
    '<script async src="https://flows.example.com/cartograph.min.js"\n  data-key="write_key"></script>',
  );
});
