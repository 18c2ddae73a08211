import { readdir, readFile } from "node:fs/promises";
import path from "node:path";
import { runMigrations } from "graphile-worker";
import pg from "pg";
import { withSchemaEngine } from "./schema-engine";

/** Any fixed number: every program that migrates asks for the same PostgreSQL advisory lock. */
const MIGRATION_LOCK = 4_207_231_775;

/**
 * Brings a database up to the newest committed migration and installs the job queue's own schema. Safe to call from any number
 * of processes at once: one does the work, the rest wait and find it done.
 * @returns the names of the migrations applied now
 */
export async function migrate(
  databaseUrl: string,
  folder = path.resolve("prisma/migrations"),
): Promise<string[]> {
  const holder = new pg.Client({ connectionString: databaseUrl, application_name: "cartograph migrate" });
  await holder.connect();
  try {
    await holder.query("SELECT pg_advisory_lock($1)", [MIGRATION_LOCK]);
    const migrationsList = await readMigrations(folder);
    const { appliedMigrationNames } = await withSchemaEngine(databaseUrl, (engine) =>
      engine.applyMigrations({ migrationsList, filters: { externalTables: [], externalEnums: [] } }),
    );
    await runMigrations({ connectionString: databaseUrl });
    return appliedMigrationNames;
  } finally {
    await holder.end();
  }
}

/** The committed migrations, in the order of their names, as Prisma's engine wants them. */
export async function readMigrations(folder: string) {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: folder,
    lockfile: {
      path: "migration_lock.toml",
      content: await readFile(path.join(folder, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: {
            tag: "ok" as const,
            value: await readFile(path.join(folder, name, "migration.sql"), "utf8"),
          },
        },
      })),
    ),
  };
}
