import type { Queryable } from "@/lib/server/db/pool";

/** The distribution behind each of these flows, where there is one. @returns flow id -> distribution id */
export async function findDistributionsOf(
  queryable: Queryable,
  flowIds: readonly string[],
): Promise<Map<string, string>> {
  const { rows } = await queryable.query<{ flow_id: string; id: string }>({
    name: "find-distributions-of",
    text: `SELECT flow_id, id FROM distribution WHERE flow_id = ANY($1::uuid[])`,
    values: [[...new Set(flowIds)]],
  });
  return new Map(rows.map(({ flow_id, id }) => [flow_id, id]));
}
