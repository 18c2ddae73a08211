import { type CompiledVersion, compile } from "@/lib/domain/flow/compile";
import { findVersions } from "@/lib/server/db/flows/find-versions";
import { Kept } from "@/lib/server/db/kept";
import { log } from "@/lib/server/log";
import { stepOf } from "@/lib/steps/registry";

/** Compiled versions; they never change, so they never go stale. */
const kept = new Kept<CompiledVersion | Error>(500);

export type LoadedVersions = {
  versions: Map<string, CompiledVersion>;
  /** Why a version cannot be run by this program, by its id: one written by a newer one, say. */
  broken: Map<string, string>;
};

/** The compiled versions of these ids; only those not kept from before are read. Ids that do not exist are absent. */
export async function loadVersions(ids: ReadonlySet<string>): Promise<LoadedVersions> {
  const found = await kept.load(ids, async (missing) =>
    (await findVersions(missing)).map((row) => [row.id, compiled(row)] as const),
  );
  const loaded: LoadedVersions = { versions: new Map(), broken: new Map() };
  for (const [id, version] of found) {
    if (version instanceof Error) loaded.broken.set(id, version.message);
    else loaded.versions.set(id, version);
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
