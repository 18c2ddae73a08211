import type { Queryable } from "@/lib/server/db/pool";

/** A flow and its versions, newest first. */
export type FlowWithVersions = {
  id: string;
  name: string;
  status: string;
  launched_at: Date | null;
  live_version_id: string | null;
  currency: string;
  time_zone: string;
  demo: boolean;
  versions: { id: string; number: number; publishedAt: string }[];
};

/** The flow with this id in this workspace, with the workspace's money and zone; null when there is none. */
export async function findFlow(
  queryable: Queryable,
  workspaceId: string,
  flowId: string,
): Promise<FlowWithVersions | null> {
  const { rows } = await queryable.query<FlowWithVersions>({
    name: "find-flow-with-versions",
    text: SQL,
    values: [workspaceId, flowId],
  });
  return rows[0] ?? null;
}

const SQL = `
SELECT f.id, f.name, f.status, f.launched_at, f.live_version_id, w.currency, w.time_zone, w.demo,
  COALESCE((SELECT json_agg(json_build_object('id', v.id, 'number', v.number, 'publishedAt', v.published_at) ORDER BY v.number DESC)
            FROM flow_version v WHERE v.flow_id = f.id), '[]') AS versions
FROM flow f JOIN workspace w ON w.id = f.workspace_id
WHERE f.workspace_id = $1 AND f.id = $2`;
