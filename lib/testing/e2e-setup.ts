import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort } from "@/lib/server/db/embedded";
import { testEnvironment } from "./test-environment";

const PATIENCE_MS = 15 * 60_000;

/**
 * Boots the whole product as a stranger would, through the launcher, with its own ports, data folder and seeded demo, before the browser
 * tests; and stops it after them. The tests find it through E2E_URL, E2E_INBOX_URL, E2E_API_KEY and E2E_PASSWORD, and may listen on
 * E2E_SHOP_PORT, which the product may call. Where E2E_URL is set already, the product that runs there is used and left alone.
 */
export default async function setup(): Promise<() => Promise<void>> {
  if (process.env.E2E_URL) return async () => {};
  const folder = mkdtempSync(path.join(tmpdir(), "cartograph-e2e-"));
  chmodSync(folder, 0o755); // PostgreSQL's own account must get in
  const [port, smtp, inbox, shop] = [await freePort(), await freePort(), await freePort(), await freePort()];
  const env = testEnvironment({
    NODE_ENV: "production",
    PORT: String(port),
    DATA_DIR: folder,
    DEMO: "1",
    LOG_LEVEL: "warn",
    SMTP_CATCHER_PORT: String(smtp),
    INBOX_PORT: String(inbox),
    OUTGOING_ALLOW: `127.0.0.1:${shop}`,
  });
  const launcher = spawn(process.execPath, ["lib/server/launch/start.mjs"], {
    env: { ...process.env, ...env } as NodeJS.ProcessEnv,
    stdio: ["ignore", "pipe", "pipe"],
  });
  await untilRunning(launcher);
  Object.assign(process.env, {
    E2E_URL: `http://localhost:${port}`,
    E2E_INBOX_URL: `http://localhost:${inbox}`,
    E2E_API_KEY: env.DEMO_API_KEY,
    E2E_PASSWORD: env.DEMO_PASSWORD,
    E2E_SHOP_PORT: String(shop),
  });
  return async () => {
    const ended = new Promise((resolve) => launcher.once("close", resolve));
    launcher.kill("SIGTERM");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  };
}

/** Waits for the launcher to say that all is up, passing on what it writes. */
async function untilRunning(launcher: ChildProcess): Promise<void> {
  let output = "";
  for (const stream of [launcher.stdout, launcher.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-20_000);
      process.stderr.write(chunk);
    });
  }
  const deadline = performance.now() + PATIENCE_MS;
  while (!output.includes("Cartograph is running.")) {
    if (launcher.exitCode !== null) throw new Error("The product did not start; its reason is above.");
    if (performance.now() > deadline) {
      launcher.kill("SIGTERM");
      throw new Error(`The product was not up after ${PATIENCE_MS / 60_000} minutes.`);
    }
    await sleep(100);
  }
}
