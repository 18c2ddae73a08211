import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { promisify } from "node:util";

const OUTPUT = "lib/server/db/generated";
const STAMP = path.join(OUTPUT, ".made-from");

/** Generates Prisma's client when the schema, or Prisma itself, is not what the present one was made from. */
export async function generateClient() {
  const source = fingerprint();
  if (
    existsSync(path.join(OUTPUT, "client.ts")) &&
    existsSync(STAMP) &&
    readFileSync(STAMP, "utf8") === source
  )
    return;
  try {
    await promisify(execFile)(process.execPath, ["node_modules/prisma/build/index.js", "generate"], {
      // Prisma would download an engine here that generating never runs. Naming any program instead lets it work offline.
      env: {
        ...process.env,
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: "1",
        CHECKPOINT_DISABLE: "1",
      },
    });
  } catch (error) {
    throw new Error(
      `Prisma's client could not be generated: ${String(error.stderr || error.message).trim()}`,
    );
  }
  writeFileSync(STAMP, source);
}

function fingerprint() {
  const hash = createHash("sha256");
  const folder = "prisma/schema";
  for (const name of readdirSync(folder).sort())
    hash.update(name).update(readFileSync(path.join(folder, name)));
  return hash.update(readFileSync("node_modules/prisma/package.json")).digest("hex");
}
