import { spawn } from "node:child_process";
import { existsSync, readFileSync, statfsSync } from "node:fs";

const NEEDED_MB = 1800; // the packages unpacked, and npm's own cache of them

/**
 * The packages that package-lock.json asks for and node_modules does not hold, by npm's own record of what it last installed.
 * Packages for other kinds of machine do not count, nor those only tests need, unless asked for.
 * @param {{ withTests: boolean }} options
 * @returns {string[]}
 */
export function missingPackages({ withTests }) {
  const wanted = JSON.parse(readFileSync("package-lock.json", "utf8")).packages;
  const record = "node_modules/.package-lock.json";
  const installed = existsSync(record) ? JSON.parse(readFileSync(record, "utf8")).packages : {};
  return Object.entries(wanted)
    .filter(
      ([name, { optional, devOptional, dev }]) =>
        name !== "" && !optional && !devOptional && (withTests || !dev),
    )
    .filter(([name, { version }]) => installed[name]?.version !== version)
    .map(([name]) => name);
}

/** Installs exactly what package-lock.json says. @throws Error saying in one line why not */
export async function installPackages() {
  const free = freeMegabytes(".");
  if (free < NEEDED_MB)
    throw new Error(`The disk has ${free} MB free; installing Cartograph's packages takes ${NEEDED_MB} MB.`);
  console.log("Installing packages (once; a minute or two)...");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const child = spawn(npm, ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"], {
    stdio: ["ignore", "ignore", "pipe"],
    // Prisma's install script fetches an engine that is never used here; naming any program instead spares the download.
    env: { ...process.env, PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, PRISMA_HIDE_UPDATE_MESSAGE: "1" },
  });
  let output = "";
  child.stderr.on("data", (chunk) => {
    output += chunk;
  });
  const end = (signal) => child.kill(signal);
  process.once("SIGINT", end).once("SIGTERM", end);
  const code = await new Promise((resolve, reject) => child.once("error", reject).once("close", resolve));
  process.off("SIGINT", end).off("SIGTERM", end);
  if (code !== 0) throw new Error(`The packages could not be installed: ${reasonIn(output)}`);
}

/** @param {string} output */
function reasonIn(output) {
  if (/ENOSPC/.test(output)) return "the disk is full.";
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|network/i.test(output))
    return "npm's registry cannot be reached. Check the network.";
  const lines = output
    .split("\n")
    .map((line) => /^npm (?:error|ERR!) (?!code |errno )(.*\S)/.exec(line)?.[1]);
  return lines.find(Boolean) ?? "npm ci was stopped.";
}

/** @param {string} folder */
function freeMegabytes(folder) {
  const { bavail, bsize } = statfsSync(folder);
  return Math.floor((bavail * bsize) / 2 ** 20);
}
