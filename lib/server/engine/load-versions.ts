import { type CompiledVersion, compile } from "@/lib/domain/flow/compile";
import { findVersions } from "@/lib/server/db/flows/find-versions";
import { log } from "@/lib/server/log";
import { stepOf } from "@/lib/steps/registry";

/** Compiled versions kept per process; versions never change, so they never go stale. The oldest goes when it is full. */
const cache = new Map<string, CompiledVersion | Error>();
const KEPT = 500;

export type LoadedVersions = {
  versions: Map<string, CompiledVersion>;
  /** Why a version cannot be run by this program, by its id: one written by a newer one, say. */
  broken: Map<string, string>;
};

/** The compiled versions of these ids; only those not kept from before are read. Ids that do not exist are absent. */
export async function loadVersions(ids: ReadonlySet<string>): Promise<LoadedVersions> {
  const missing = [...ids].filter((id) => !cache.has(id));
  if (missing.length > 0) for (const row of await findVersions(missing)) keep(row.id, compiled(row));
  const loaded: LoadedVersions = { versions: new Map(), broken: new Map() };
  for (const id of ids) {
    const version = cache.get(id);
    if (version instanceof Error) loaded.broken.set(id, version.message);
    else if (version) loaded.versions.set(id, version);
  }
  return loaded;
}

/** One version that cannot be read must not keep the others' customers waiting. */
function compiled(row: Parameters<typeof compile>[0]): CompiledVersion | Error {
  try {
    return compile(row, stepOf);
  } catch (error) {
    log().error({ err: error, flowId: row.flowId, versionId: row.id }, "a flow version cannot be read");
    return error as Error;
  }
}

function keep(id: string, version: CompiledVersion | Error): void {
  if (cache.size >= KEPT) cache.delete(cache.keys().next().value!);
  cache.set(id, version);
}
