import { spawn } from "node:child_process";
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import pg from "pg";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { startEmbedded } from "./embedded";
import { processIdentity } from "./process-identity";

// Making the data takes a second on an idle machine and many on a busy one: the tests share it.
vi.setConfig({ testTimeout: 90_000 });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), "cartograph-embedded-"));
  chmodSync(folder, 0o755);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test("what was committed is there after a stop, after kill -9, and at the same address", async () => {
  const first = await startEmbedded(folder);
  await query(first.url, "CREATE TABLE kept (n int)");
  await first.stop();

  const second = await startEmbedded(folder);
  expect(second.url).toBe(first.url);
  await query(second.url, "INSERT INTO kept VALUES (42)");
  process.kill(second.pid, "SIGKILL");
  expect(await second.ended).toBe("it was ended by SIGKILL");

  const third = await startEmbedded(folder, {}, true);
  expect(third.url).toBe(first.url);
  expect(await query(third.url, "SELECT n FROM kept")).toEqual([{ n: 42 }]);
  await third.stop();
});

test("a commit is on the disk before it is answered, and only this machine can connect", async () => {
  const postgres = await startEmbedded(folder);
  const [row] = await query(
    postgres.url,
    "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit, current_setting('listen_addresses') AS listen",
  );
  expect(row).toEqual({ fsync: "on", commit: "on", listen: "127.0.0.1" });
  await postgres.stop();
});

test("a lock file whose process is gone, or is another program now, does not stop the start", async () => {
  const first = await startEmbedded(folder);
  const lock = path.join(dataOf(first.pid), "postmaster.pid");
  await first.stop();
  for (const pid of [process.pid, 999_999_999]) {
    writeFileSync(lock, `${pid}\n${path.dirname(lock)}\n`);
    await (await startEmbedded(folder)).stop();
  }
});

test("it ends when the process that started it is killed, and the next start need not wait for that", async () => {
  const pids: number[] = [];
  for (const _ of [1, 2]) {
    const { child, pid } = await startInChild();
    pids.push(pid);
    child.kill("SIGKILL");
  }
  // The second start came at once and so had to end the first database itself; the second one has ended by its own.
  expect(processIdentity(pids[0] ?? 0)).toBeNull();
  await vi.waitFor(() => expect(processIdentity(pids[1] ?? 0)).toBeNull(), {
    timeout: 15_000,
    interval: 100,
  });
});

async function startInChild() {
  const source = `import { startEmbedded } from "@/lib/server/db/embedded"; startEmbedded(${JSON.stringify(folder)}).then((p) => console.log(p.pid)); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ["--import", "tsx", "--input-type=module", "-e", source], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const pid = await new Promise<number>((resolve, reject) => {
    createInterface({ input: child.stdout }).once("line", (line) => resolve(Number(line)));
    child.once("exit", (code) => reject(new Error(`The child ended with ${code}.`)));
  });
  return { child, pid };
}

/** Where a server keeps its data: in the folder, or, where its account cannot get in, in one of its own. */
function dataOf(pid: number): string {
  const args = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
  return args[args.indexOf("-D") + 1] ?? "";
}

async function query(url: string, text: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(text)).rows;
  } finally {
    await client.end();
  }
}
