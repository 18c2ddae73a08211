import { type CompiledVersion, compile } from "@/lib/domain/flow/compile";
import type { Queryable } from "@/lib/server/db/pool";
import { stepOf } from "@/lib/steps/registry";

/** Compiled versions kept per process; versions never change, so they never go stale. The oldest goes when it is full. */
const cache = new Map<string, CompiledVersion>();
const KEPT = 500;

/** The compiled versions of these ids; only those not kept from before are read. Ids that do not exist are absent. */
export async function loadVersions(
  queryable: Queryable,
  ids: ReadonlySet<string>,
): Promise<Map<string, CompiledVersion>> {
  const missing = [...ids].filter((id) => !cache.has(id));
  if (missing.length > 0) {
    const { rows } = await queryable.query<Row>({ name: "load-versions", text: SQL, values: [missing] });
    for (const row of rows)
      keep(
        compile(
          {
            id: row.id,
            flowId: row.flow_id,
            workspaceId: row.workspace_id,
            number: row.number,
            document: row.document,
          },
          stepOf,
        ),
      );
  }
  const loaded = new Map<string, CompiledVersion>();
  for (const id of ids) {
    const version = cache.get(id);
    if (version) loaded.set(id, version);
  }
  return loaded;
}

type Row = { id: string; flow_id: string; workspace_id: string; number: number; document: unknown };

const SQL = `SELECT id, flow_id, workspace_id, number, document FROM flow_version WHERE id = ANY($1::uuid[])`;

function keep(version: CompiledVersion): void {
  if (cache.size >= KEPT) cache.delete(cache.keys().next().value!);
  cache.set(version.id, version);
}
