import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { bundle } from "./bundle";

// Inside the project, as the folders of those that run are.
let folder: string;

beforeAll(async () => {
  mkdirSync(".cache", { recursive: true });
  folder = mkdtempSync(".cache/bundle-test-");
  await bundle(["lib/server/worker.ts"], folder);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The packages that a file loads at once, and what it loads of ours. */
function loadedAtOnce(file: string, seen = new Set<string>()): Set<string> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = readFileSync(path.join(folder, file), "utf8");
  for (const [, name] of text.matchAll(/^import (?:[^"]*? from )?"([^"]+)";$/gm)) {
    if (name!.startsWith("./")) loadedAtOnce(name!.slice(2), seen);
    else seen.add(name!);
  }
  return seen;
}

it("a worker is one program with what it shares, beside the packages as they are", () => {
  const loaded = loadedAtOnce("worker.mjs");
  expect([...loaded]).toEqual(expect.arrayContaining(["pg", "liquidjs", "resend", "graphile-worker"]));
  expect(loaded.size).toBeGreaterThan(20);
});

it("what is only loaded when it is asked for is not loaded before", () => {
  const packages = [...loadedAtOnce("worker.mjs")];
  expect(packages.filter((name) => name.startsWith("@opentelemetry/sdk"))).toEqual([]);
  expect(packages.filter((name) => name.startsWith("react"))).toEqual([]);
});
