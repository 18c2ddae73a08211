import type { Queryable } from "@/lib/server/db/pool";

/** A step at which as many runs do not stand as the counters say. */
export type Miscount = {
  flowId: string;
  flowName: string;
  version: number;
  stepId: string;
  counted: number;
  standing: number;
};

/** Compares the counters of a workspace's flows with its active runs, in one statement. Looks at each of them. */
export async function findMiscounts(queryable: Queryable, workspaceId: string): Promise<Miscount[]> {
  const { rows } = await queryable.query<Miscount>({
    name: "find-miscounts",
    text: SQL,
    values: [workspaceId],
  });
  return rows;
}

const SQL = `
WITH version AS (
  SELECT v.id, v.number, v.flow_id, f.name FROM flow_version v JOIN flow f ON f.id = v.flow_id WHERE f.workspace_id = $1
), counted AS (
  SELECT t.version_id, t.step_id,
    sum(CASE WHEN t.outcome IN ('entered', 'moved_in') THEN t.count
             WHEN t.outcome = 'moved_out' OR t.outcome LIKE 'port:%' OR t.outcome LIKE 'ended:%' THEN -t.count ELSE 0 END) AS standing
  FROM version v JOIN step_total t ON t.version_id = v.id WHERE t.step_id <> '' GROUP BY t.version_id, t.step_id
), real AS (
  SELECT r.version_id, r.step_id, count(*) AS standing
  FROM version v JOIN run r ON r.version_id = v.id AND r.flow_id = v.flow_id AND r.status = 'active' GROUP BY r.version_id, r.step_id
)
SELECT v.flow_id AS "flowId", v.name AS "flowName", v.number AS version, step_id AS "stepId",
  COALESCE(c.standing, 0)::bigint AS counted, COALESCE(r.standing, 0)::bigint AS standing
FROM counted c FULL JOIN real r USING (version_id, step_id) JOIN version v ON v.id = version_id
WHERE COALESCE(c.standing, 0) <> COALESCE(r.standing, 0)
ORDER BY v.flow_id, v.number, step_id`;
