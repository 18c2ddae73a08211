import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isStillRunning, processIdentity } from "@/lib/server/db/process-identity";
import { takeInstance } from "./instance";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cartograph-instance-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a data folder has one supervisor at a time, and a released one is free again", async () => {
  const first = await takeInstance(folder, "http://localhost:4100");
  await expect(takeInstance(folder, "http://localhost:4101")).rejects.toThrow(
    `Cartograph already runs on this data folder, at http://localhost:4100 (process ${process.pid}). Stop it, or set another DATA_DIR and PORT.`,
  );
  first.release();
  (await takeInstance(folder, "http://localhost:4101")).release();
});

test("what a killed supervisor left running is ended; a process that merely has the same number is not", async () => {
  const left = sleeper();
  const other = sleeper();
  const dead = { pid: process.pid, started: "long ago" };
  const children = [processIdentity(left.pid ?? 0), { pid: other.pid, started: "long ago" }];
  writeFileSync(
    path.join(folder, "instance.json"),
    JSON.stringify({ supervisor: dead, address: "", children }),
  );

  const instance = await takeInstance(folder, "http://localhost:4100");
  await left.ended;
  const survivor = processIdentity(other.pid ?? 0);
  expect(survivor && isStillRunning(survivor)).toBe(true);
  other.kill();
  instance.release();
}, 15_000);

test("a record that was cut short is no obstacle", async () => {
  writeFileSync(path.join(folder, "instance.json"), '{"supervisor":');
  const instance = await takeInstance(folder, "http://localhost:4100");
  expect(JSON.parse(readFileSync(path.join(folder, "instance.json"), "utf8"))).toMatchObject({
    address: "http://localhost:4100",
  });
  instance.release();
});

function sleeper() {
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1000)"], { stdio: "ignore" });
  const ended = new Promise((resolve) => child.once("exit", resolve));
  return Object.assign(child, { ended });
}
