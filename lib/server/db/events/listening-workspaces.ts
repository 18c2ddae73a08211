import type { Queryable } from "@/lib/server/db/pool";
import { hears } from "./hears";

/**
 * Those of these workspaces in which a running flow or a segment looks at one of these names of our own events (see internal.ts). What nobody looks at
 * need not wake the engine.
 */
export async function listeningWorkspaces(
  queryable: Queryable,
  workspaceIds: Iterable<string>,
  names: readonly string[],
): Promise<Set<string>> {
  const { rows } = await queryable.query<{ id: string }>({
    name: "listening-workspaces",
    text: `SELECT w.id FROM unnest($1::uuid[]) AS w (id)
           WHERE ${hears("w.id", "$2::text[]")}`,
    values: [[...new Set(workspaceIds)], names],
  });
  return new Set(rows.map(({ id }) => id));
}
