import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { expect, it } from "vitest";
import { buildSdk, SDK_FILE } from "./build";

it("public/cartograph.min.js is what the source builds to, under 4 KB gzipped (npx tsx lib/sdk/build.ts)", async () => {
  const committed = await readFile(SDK_FILE);
  expect(committed.toString()).toBe(await buildSdk());
  expect(gzipSync(committed).byteLength).toBeLessThan(4096);
});
