import type { Queryable } from "@/lib/server/db/pool";
import { DEFINITION_COLUMNS, type DefinitionRow } from "./definition-row";

/** One definition, or null. `lock` keeps it as it is until the transaction ends. */
export async function findDefinition(
  queryable: Queryable,
  workspaceId: string,
  id: string,
  { lock = false }: { lock?: boolean } = {},
): Promise<DefinitionRow | null> {
  const { rows } = await queryable.query<DefinitionRow>(
    `SELECT ${DEFINITION_COLUMNS} FROM event_definition WHERE workspace_id = $1 AND id = $2 ${lock ? "FOR UPDATE" : ""}`,
    [workspaceId, id],
  );
  return rows[0] ?? null;
}
