import type { Queryable } from "@/lib/server/db/pool";

// In the text of a drawing or rule, the name stands between quotes.
const SENT = `"(customer|distribution)\\.(email|sms)\\.sent"`;

/** Those of these workspaces in which a running flow or a segment looks at messages being sent. */
export async function listeningWorkspaces(
  queryable: Queryable,
  workspaceIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await queryable.query<{ id: string }>({
    name: "listening-workspaces",
    text: `SELECT w.id FROM unnest($1::uuid[]) AS w (id)
           WHERE EXISTS (SELECT FROM segment s WHERE s.workspace_id = w.id AND s.rule::text ~ $2)
              OR EXISTS (SELECT FROM flow f JOIN flow_version v ON v.flow_id = f.id
                         WHERE f.workspace_id = w.id AND f.status IN ('live', 'paused') AND v.document::text ~ $2)`,
    values: [[...new Set(workspaceIds)], SENT],
  });
  return new Set(rows.map(({ id }) => id));
}
