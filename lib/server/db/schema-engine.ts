import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import * as wasm from "@prisma/schema-engine-wasm/schema_engine_bg";
import pg from "pg";

/**
 * Lends Prisma's schema engine, in this process and connected through `pg`. The `prisma migrate` command would download an
 * engine binary on first use, which a machine without a way out cannot.
 * @param connect makes Prisma's adapter of the pool
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  work: (engine: wasm.SchemaEngine) => Promise<T>,
  connect: (pool: pg.Pool) => SqlMigrationAwareDriverAdapterFactory = (pool) => new PrismaPg(pool),
): Promise<T> {
  loaded ??= load();
  await loaded;
  // Ended by us: the engine's session holds Prisma's own advisory lock, and an idle one would keep the next waiting for ten seconds.
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 1, application_name: "cartograph migrate" });
  const adapter = bindMigrationAwareSqlAdapterFactory(connect(pool));
  try {
    const engine = await wasm.SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
    try {
      return await work(engine);
    } finally {
      engine.free();
    }
  } finally {
    await pool.end();
  }
}

let loaded: Promise<void> | undefined;

// The package's own entry imports the .wasm file as a module, which Node does only behind a flag.
async function load(): Promise<void> {
  const folder = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const source = await readFile(path.join(folder, "schema_engine_bg.wasm"));
  const imports: Record<string, unknown> = { ...wasm };
  // The engine sets a ten-second timer for its lock and never clears it: a program that has migrated could not end before.
  for (const name of Object.keys(imports).filter((name) => name.startsWith("__wbg_setTimeout"))) {
    imports[name] = (call: () => void, ms: number) => setTimeout(call, ms >>> 0).unref();
  }
  const { instance } = await WebAssembly.instantiate(source, {
    "./schema_engine_bg.js": imports as WebAssembly.ModuleImports,
  });
  wasm.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}
