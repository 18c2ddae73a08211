import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { missingPackages } from "./install-packages.mjs";
import { withLock } from "./with-lock.mjs";

const before = process.cwd();
beforeEach(() => process.chdir(mkdtempSync(path.join(tmpdir(), "cartograph-prepare-"))));
afterEach(() => {
  const folder = process.cwd();
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

test("missing packages are those the lock names and npm has not installed; other machines' do not count, nor do tests' unless asked", () => {
  lock({
    "node_modules/a": { version: "1.0.0" },
    "node_modules/b": { version: "2.0.0" },
    "node_modules/c": { version: "1.0.0", dev: true },
    "node_modules/mac": { version: "1.0.0", optional: true },
  });
  expect(missingPackages({ withTests: false })).toEqual(["node_modules/a", "node_modules/b"]);
  installed({ "node_modules/a": { version: "1.0.0" }, "node_modules/b": { version: "1.9.0" } });
  expect(missingPackages({ withTests: false })).toEqual(["node_modules/b"]);
  expect(missingPackages({ withTests: true })).toEqual(["node_modules/b", "node_modules/c"]);
});

test("two that want the same lock work one after the other", async () => {
  const log: string[] = [];
  const work = (name: string) => async () => {
    log.push(`${name} begins`);
    await new Promise((resolve) => setImmediate(resolve));
    log.push(`${name} ends`);
  };
  await Promise.all([withLock("build", work("one")), withLock("build", work("two"))]);
  expect(log).toEqual(["one begins", "one ends", "two begins", "two ends"]);
});

test("the lock of a process that is gone is taken over", async () => {
  mkdirSync(".cache/locks", { recursive: true });
  writeFileSync(".cache/locks/build", "999999999");
  expect(await withLock("build", async () => "built")).toBe("built");
});

function lock(packages: Record<string, unknown>): void {
  writeFileSync("package-lock.json", JSON.stringify({ packages: { "": {}, ...packages } }));
}

function installed(packages: Record<string, unknown>): void {
  mkdirSync("node_modules", { recursive: true });
  writeFileSync("node_modules/.package-lock.json", JSON.stringify({ packages }));
}
