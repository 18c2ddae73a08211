import type { UsingFlow } from "@/lib/contracts/flow-shared";
import type { Queryable } from "@/lib/server/db/pool";

/** A topic with who opted out of it and which flows are about it. */
export type TopicRow = {
  id: string;
  key: string;
  name: string;
  description: string;
  archived: boolean;
  email: number;
  sms: number;
  flows: UsingFlow[];
  created_at: Date;
  updated_at: Date;
};

/** The workspace's topics by name, or the one with this id. */
export async function listTopics(
  queryable: Queryable,
  workspaceId: string,
  id: string | null = null,
): Promise<TopicRow[]> {
  const { rows } = await queryable.query<TopicRow>({
    name: "list-topics",
    text: SQL,
    values: [workspaceId, id],
  });
  return rows;
}

// Opt-outs are counted as customers are written: nobody is looked at here, however many there are.
const SQL = `
WITH denials AS MATERIALIZED (
  SELECT key, sum(change)::int AS count FROM topic_opt_out WHERE workspace_id = $1 GROUP BY key
), uses AS MATERIALIZED (
  SELECT DISTINCT f.id, f.name, f.status, used.key #>> '{}' AS key
  FROM flow f LEFT JOIN flow_version v ON v.id = f.live_version_id
  CROSS JOIN LATERAL (
    SELECT jsonb_path_query(f.draft, '$.steps[*].config.topic') AS key
    UNION ALL SELECT f.draft #> '{settings,entryTopic}'
    UNION ALL SELECT jsonb_path_query(v.document, '$.steps[*].config.topic')
    UNION ALL SELECT v.document #> '{settings,entryTopic}'
  ) AS used
  WHERE f.workspace_id = $1 AND f.archived_at IS NULL AND used.key <> 'null'
)
SELECT t.id, t.key, t.name, t.description, t.archived_at IS NOT NULL AS archived, t.created_at, t.updated_at,
  COALESCE((SELECT d.count FROM denials d WHERE d.key = 'email:' || t.key), 0) AS email,
  COALESCE((SELECT d.count FROM denials d WHERE d.key = 'sms:' || t.key), 0) AS sms,
  COALESCE((SELECT json_agg(json_build_object('id', u.id, 'name', u.name, 'status', u.status) ORDER BY lower(u.name))
            FROM uses u WHERE u.key = t.key), '[]') AS flows
FROM topic t WHERE t.workspace_id = $1 AND ($2::uuid IS NULL OR t.id = $2)
ORDER BY t.archived_at IS NOT NULL, lower(t.name)`;
