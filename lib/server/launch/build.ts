import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { bundle } from "./bundle";
import { type Running, startProgram } from "./child";
import { requireDiskSpace } from "./obstacles";
import { say } from "./output";
import { withLock } from "./with-lock.mjs";

const KEPT_BUILDS = 3;
const NEEDED_MB = 600;
const FILES = [
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package-lock.json",
  "proxy.ts",
  "instrumentation.ts",
];
const FOLDERS = ["app", "components", "lib", "prisma"];
const NOT_BUILT = [
  /\.test\.tsx?$/,
  /^lib\/testing\//,
  /^lib\/server\/launch\//,
  /^lib\/server\/db\/generated\//,
];

/**
 * The folder with the web server built from the present sources, building it if there is none.
 * @param onStart is given the running build, to end it with everything else
 * @throws Error with the build's own complaint
 */
export async function builtWeb(env: NodeJS.ProcessEnv, onStart: (build: Running) => void): Promise<string> {
  return await kept(".cache/web", async (folder) => {
    requireDiskSpace(".", NEEDED_MB);
    say("Building the web server (once for each change of the sources; a minute or two)...");
    const build = startProgram({
      name: "build",
      file: "node_modules/next/dist/bin/next",
      args: ["build"],
      env: { ...env, NODE_ENV: "production", NEXT_DIST_DIR: folder },
      graceSeconds: 2,
      output: "none",
    });
    onStart(build);
    const { code, reason, tail } = await build.ended;
    if (code !== 0) throw new Error(complaint(tail, reason));
  });
}

/** The folder with worker.mjs made from the present sources. @throws esbuild's complaint */
export async function builtWorker(): Promise<string> {
  return await kept(".cache/worker", async (folder) => await bundle(["lib/server/worker.ts"], folder));
}

/**
 * The folder of what was built from the present sources, building it if there is none. Each state of the sources has a folder of its own, so that
 * building never pulls the files from under a program that runs, and going back to older sources builds nothing.
 */
async function kept(builds: string, build: (folder: string) => Promise<void>): Promise<string> {
  const folder = path.join(builds, sourceHash());
  const done = path.join(folder, "DONE");
  if (!existsSync(done)) {
    await withLock(path.basename(builds), async () => {
      if (existsSync(done)) return;
      rmSync(folder, { recursive: true, force: true });
      await build(folder);
      writeFileSync(done, "");
    });
  }
  utimesSync(done, new Date(), new Date());
  forgetOld(builds);
  return folder;
}

function complaint(tail: string, reason: string): string {
  if (/ENOSPC|no space left/i.test(tail)) return "The web server could not be built: the disk is full.";
  return `The web server could not be built (${reason}):\n${tail.trim()}`;
}

/** One string for the present state of all sources that run. */
export function sourceHash(): string {
  const hash = createHash("sha256");
  for (const file of [...FILES.filter((file) => existsSync(file)), ...FOLDERS.flatMap(filesIn)]) {
    hash.update(file).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex").slice(0, 16);
}

function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name).replaceAll("\\", "/"))
    .filter((file) => !NOT_BUILT.some((pattern) => pattern.test(file)))
    .sort();
}

// The newest few stay: a program may still run from one of them.
function forgetOld(builds: string): void {
  const folders = readdirSync(builds)
    .map((name) => path.join(builds, name))
    .filter((folder) => existsSync(path.join(folder, "DONE")))
    .sort((a, b) => statSync(path.join(b, "DONE")).mtimeMs - statSync(path.join(a, "DONE")).mtimeMs);
  for (const folder of folders.slice(KEPT_BUILDS)) rmSync(folder, { recursive: true, force: true });
}
