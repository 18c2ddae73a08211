import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { generateClient } from "./generate-client.mjs";
import { installPackages, missingPackages } from "./install-packages.mjs";
import { completeSecrets } from "./secrets.mjs";
import { withLock } from "./with-lock.mjs";

/**
 * Brings the checkout to where TypeScript can run (packages, secrets, the database client), then hands over to the supervisor.
 * Says one line and ends when something is in the way.
 * @param {string[]} args `--dev`, or `--role=web` or `--role=worker`
 */
export async function prepareAndRun(args) {
  try {
    const role = args.find((arg) => arg.startsWith("--role="))?.slice("--role=".length) ?? "all";
    process.chdir(path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../.."));
    await withLock("install", async () => {
      if (missingPackages({ withTests: false }).length > 0) await installPackages();
    });
    if (existsSync(".env")) process.loadEnvFile(".env");
    // Roles share their secrets across machines: making up others here would lock this one out of what the rest have encrypted.
    if (role === "all") completeSecrets();
    await withLock("generate", generateClient);
    const { register } = await import("tsx/esm/api");
    register();
    const { supervise } = await import("./supervise.ts");
    await supervise({ role, dev: args.includes("--dev") });
  } catch (error) {
    console.error(plainReason(error));
    process.exit(1);
  }
}

/** @param {unknown} error */
function plainReason(error) {
  if (error?.code === "ENOSPC") return "The disk is full. Free some space, then start again.";
  if (error?.code === "EACCES" || error?.code === "EPERM") {
    return `This account may not use ${error.path ?? "a file of the project"}: it belongs to another. Start as that account, or change its owner.`;
  }
  return process.env.LOG_LEVEL === "debug" ? (error?.stack ?? error) : (error?.message ?? String(error));
}
