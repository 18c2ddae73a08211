import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { SETTING_NAMES } from "@/lib/server/env";
import { sourceHash } from "./build";
import { startProgram } from "./child";
import { demoDatabase } from "./demo-database";
import { seedProgram } from "./programs";

/**
 * Seeds the demo, and brings what is seeded up to date with the settings. The seed itself finds out, from the database, what there is to
 * do; the mark left in `dataDir` spares a start on which nothing has changed the seconds of asking.
 * @param onStart is given the way to stop it
 */
export async function seedOnce(
  dataDir: string,
  env: NodeJS.ProcessEnv,
  onStart: (stop: () => Promise<void>) => void,
): Promise<void> {
  const file = path.join(dataDir, "demo-seeded");
  const before = await markOf(env);
  if (before && existsSync(file) && readFileSync(file, "utf8") === before) return;
  const seeding = startProgram(seedProgram({ env, dev: false, output: "readable" }));
  onStart(seeding.stop);
  const { code, reason } = await seeding.ended;
  if (code !== 0) {
    throw new Error(
      `The demo could not be seeded (${reason}; see above). To start without it: DEMO=0 npm start`,
    );
  }
  writeFileSync(file, (await markOf(env)) ?? "");
}

/** What the seeding depends on: the database with its demo, the settings, and the sources. Null while there is no demo. */
async function markOf(env: NodeJS.ProcessEnv): Promise<string | null> {
  const database = await demoDatabase(env.DATABASE_URL ?? "");
  if (!database) return null;
  const settings = SETTING_NAMES.filter((name) => !/^(NODE_ENV|LOG_LEVEL)$/.test(name)).map((name) => [
    name,
    env[name],
  ]);
  return createHash("sha256")
    .update(JSON.stringify([database, settings, sourceHash()]))
    .digest("hex");
}
