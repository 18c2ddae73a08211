import type { Queryable } from "@/lib/server/db/pool";

/** The demo workspace and its flow. */
export type Demo = { workspaceId: string; flowId: string | null; flowName: string | null };

/** The demo workspace, the oldest if there are several; null where no demo was set up. `flowName`: which of its flows to point at. */
export async function findDemo(queryable: Queryable, flowName: string): Promise<Demo | null> {
  const { rows } = await queryable.query<{ id: string; flow_id: string | null; flow_name: string | null }>({
    name: "find-demo",
    text: SQL,
    values: [flowName],
  });
  const row = rows[0];
  return row ? { workspaceId: row.id, flowId: row.flow_id, flowName: row.flow_name } : null;
}

const SQL = `
SELECT w.id, f.id AS flow_id, f.name AS flow_name
FROM workspace w
LEFT JOIN LATERAL (
  SELECT id, name FROM flow WHERE workspace_id = w.id AND archived_at IS NULL
  ORDER BY (name = $1) DESC, created_at LIMIT 1
) f ON true
WHERE w.demo ORDER BY w.created_at LIMIT 1`;
