import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, it } from "vitest";

it("S1-27: every statement that writes events plans the calls of webhooks, too", () => {
  const server = path.resolve(import.meta.dirname, "../..");
  const writing = readdirSync(server, { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !file.endsWith(".test.ts"))
    .map((file) => ({ file, text: readFileSync(path.join(server, file), "utf8") }))
    .filter(({ text }) => /INSERT INTO event\s*\(/.test(text));
  expect(writing.length).toBeGreaterThanOrEqual(5);
  const silent = writing.filter(({ text }) => !/\$\{tellWebhooks\(/.test(text)).map(({ file }) => file);
  expect(silent).toEqual([]);
});
