import { type WorkspaceSettings, workspaceSettings } from "@/lib/domain/workspace/settings";
import type { Queryable } from "@/lib/server/db/pool";

/** How many codes one order may take in a workspace, and whether one that does not count spoils the others. */
export async function readStacking(
  queryable: Queryable,
  workspaceId: string,
): Promise<WorkspaceSettings["stacking"]> {
  const { rows } = await queryable.query<{ stacking: unknown }>({
    name: "read-stacking",
    text: `SELECT settings->'stacking' AS stacking FROM workspace WHERE id = $1`,
    values: [workspaceId],
  });
  return workspaceSettings.shape.stacking.parse(rows[0]?.stacking ?? {});
}
