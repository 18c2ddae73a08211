import type { Transition } from "@/lib/domain/flow/run";
import type { Queryable } from "@/lib/server/db/pool";
import type { TimelineRead } from "./timeline-read";

export type StepLogRow = {
  id: number;
  run_id: string;
  flow_id: string;
  version_id: string;
  flow_name: string;
  transitions: Transition[];
};

/** What happened to the customer's runs, newest batch first. */
export async function readTimelineStepLog(
  queryable: Queryable,
  { shard, customerId, from, limit }: TimelineRead,
): Promise<StepLogRow[]> {
  const { rows } = await queryable.query<StepLogRow>({
    name: "timeline-step-log",
    text: SQL,
    values: [shard, customerId, from ? Number(from[0]) : Number.MAX_SAFE_INTEGER, limit],
  });
  return rows;
}

const SQL = `
SELECT l.id, r.id AS run_id, r.flow_id, r.version_id, f.name AS flow_name, l.transitions
FROM run r
CROSS JOIN LATERAL (
  SELECT id, transitions FROM step_log
  WHERE shard = $1 AND run_id = r.id AND id <= $3
  ORDER BY id DESC LIMIT $4
) l
JOIN flow f ON f.id = r.flow_id
WHERE r.shard = $1 AND r.customer_id = $2
ORDER BY l.id DESC LIMIT $4`;
