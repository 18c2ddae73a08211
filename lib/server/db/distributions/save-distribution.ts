import type { DistributionSetup } from "@/lib/domain/distribution/setup";
import type { Queryable } from "@/lib/server/db/pool";

type Saved = {
  id: string;
  workspaceId: string;
  name: string;
  setup: DistributionSetup;
  flowId: string | null;
};

/** Writes a distribution as it now is, new or changed. */
export async function saveDistribution(
  queryable: Queryable,
  { id, workspaceId, name, setup, flowId }: Saved,
  now: Date,
): Promise<void> {
  await queryable.query(
    `INSERT INTO distribution (id, workspace_id, name, setup, flow_id, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $6)
     ON CONFLICT (id) DO UPDATE SET name = excluded.name, setup = excluded.setup, flow_id = excluded.flow_id, updated_at = excluded.updated_at
     WHERE distribution.workspace_id = excluded.workspace_id`,
    [id, workspaceId, name, JSON.stringify(setup), flowId, now],
  );
}
