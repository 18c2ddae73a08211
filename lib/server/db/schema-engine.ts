import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as wasm from "@prisma/schema-engine-wasm/schema_engine_bg";

/**
 * Prisma's schema engine, in this process and connected through `pg`. The `prisma migrate` command would download an engine
 * binary on first use, which a machine without a way out cannot.
 */
export async function schemaEngine(databaseUrl: string): Promise<wasm.SchemaEngine> {
  loaded ??= load();
  await loaded;
  const adapter = bindMigrationAwareSqlAdapterFactory(
    new PrismaPg({ connectionString: databaseUrl, max: 1 }),
  );
  return wasm.SchemaEngine.new({ datamodels: undefined }, () => {}, adapter);
}

let loaded: Promise<void> | undefined;

// The package's own entry imports the .wasm file as a module, which Node does only behind a flag.
async function load(): Promise<void> {
  const folder = path.dirname(createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm"));
  const source = await readFile(path.join(folder, "schema_engine_bg.wasm"));
  const imports = { "./schema_engine_bg.js": wasm as unknown as WebAssembly.ModuleImports };
  const { instance } = await WebAssembly.instantiate(source, imports);
  wasm.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
}
