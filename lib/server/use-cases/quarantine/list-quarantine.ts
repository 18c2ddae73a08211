import type { ResponseOf } from "@/lib/contracts/contract";
import type { listQuarantineContract } from "@/lib/contracts/events";
import type { Issue } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";

const NAMES = 200;

type Row = {
  name: string;
  count: number;
  misfits: number;
  first_at: Date;
  last_at: Date;
  sample: unknown;
  definition_id: string | null;
  errors: Issue[] | null;
};

/** The names under which events are kept aside, the most recently sent first, at most 200. */
export async function listQuarantine({
  actor,
}: {
  actor: Actor;
}): Promise<ResponseOf<typeof listQuarantineContract>> {
  authorise(actor, "read");
  const { rows } = await pool().query<Row>(SQL, [actor.workspaceId, NAMES]);
  return {
    data: rows.map((row) => ({
      name: row.name,
      count: row.count,
      misfits: row.misfits,
      firstAt: row.first_at.toISOString(),
      lastAt: row.last_at.toISOString(),
      sample: row.sample,
      definitionId: row.definition_id,
      errors: row.errors ?? [],
    })),
  };
}

const SQL = `
WITH kept AS (
  SELECT name, count(*) AS count, count(*) FILTER (WHERE reason = 'invalid_properties') AS misfits,
    min(received_at) AS first_at, max(received_at) AS last_at, max(id) AS newest,
    max(id) FILTER (WHERE reason = 'invalid_properties') AS newest_misfit
  FROM quarantined_event
  WHERE workspace_id = $1 AND replayed_at IS NULL AND reason <> 'engine_error'
  GROUP BY name ORDER BY max(id) DESC LIMIT $2
)
SELECT kept.*, newest.payload AS sample, d.id AS definition_id, misfit.errors
FROM kept
JOIN quarantined_event newest ON newest.id = kept.newest
LEFT JOIN quarantined_event misfit ON misfit.id = kept.newest_misfit
LEFT JOIN event_definition d ON d.workspace_id = $1 AND d.name = kept.name
ORDER BY kept.newest DESC`;
