import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { processIdentity } from "@/lib/server/db/process-identity";
import type { Program } from "./child";
import { keepRunning } from "./keep-running";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cartograph-keep-"));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test("a program that is killed is started again, and stays down once stopped", async () => {
  const pids: number[] = [];
  const kept = keepRunning(
    program("setInterval(() => {}, 1000);"),
    (pid) => pids.push(pid),
    () => {},
  );
  await vi.waitFor(() => expect(pids).toHaveLength(1));
  process.kill(pids[0] ?? 0, "SIGKILL");
  await vi.waitFor(() => expect(pids).toHaveLength(2), { timeout: 10_000 });
  await kept.stop();
  expect(pids.map(processIdentity)).toEqual([null, null]);
}, 20_000);

test("stopping lets a program finish what it is doing", async () => {
  const kept = keepRunning(
    program(`
      const { writeFileSync } = await import("node:fs");
      process.once("SIGTERM", () => setTimeout(() => { writeFileSync("done", "finished"); process.exit(0); }, 50));
      writeFileSync("up", "");
      setInterval(() => {}, 1000);
    `),
    () => {},
    () => {},
  );
  await vi.waitFor(() => readFileSync(path.join(folder, "up")), { timeout: 10_000 });
  await kept.stop();
  expect(readFileSync(path.join(folder, "done"), "utf8")).toBe("finished");
}, 20_000);

function program(source: string): Program {
  const file = path.join(folder, "program.mjs");
  writeFileSync(file, `process.chdir(${JSON.stringify(folder)});\n${source}`);
  return { name: "test", file, env: process.env, graceSeconds: 5, output: "none" };
}
