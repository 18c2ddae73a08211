import { type CompiledVersion, compile } from "@/lib/domain/flow/compile";
import { findVersions } from "@/lib/server/db/flows/find-versions";
import { stepOf } from "@/lib/steps/registry";

/** Compiled versions kept per process; versions never change, so they never go stale. The oldest goes when it is full. */
const cache = new Map<string, CompiledVersion>();
const KEPT = 500;

/** The compiled versions of these ids; only those not kept from before are read. Ids that do not exist are absent. */
export async function loadVersions(ids: ReadonlySet<string>): Promise<Map<string, CompiledVersion>> {
  const missing = [...ids].filter((id) => !cache.has(id));
  if (missing.length > 0) for (const row of await findVersions(missing)) keep(compile(row, stepOf));
  const loaded = new Map<string, CompiledVersion>();
  for (const id of ids) {
    const version = cache.get(id);
    if (version) loaded.set(id, version);
  }
  return loaded;
}

function keep(version: CompiledVersion): void {
  if (cache.size >= KEPT) cache.delete(cache.keys().next().value!);
  cache.set(version.id, version);
}
