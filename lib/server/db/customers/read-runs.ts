import type { RunStatus, Transition } from "@/lib/domain/flow/run";
import type { Queryable } from "@/lib/server/db/pool";

/** A run, with its flow and what its last batch wrote down. */
export type RunWithLog = {
  id: string;
  shard: number;
  customer_id: string;
  flow_id: string;
  flow_name: string;
  flow_status: string;
  version_id: string;
  version: number;
  status: RunStatus;
  step_id: string;
  visit: number;
  wake_at: Date | null;
  parked_wake_at: Date | null;
  entered_at: Date;
  ended_at: Date | null;
  end_reason: string | null;
  converted_at: Date | null;
  conversion_rule: string | null;
  revenue: number | null;
  currency: string | null;
  transitions: Transition[] | null;
  /** Stands at a step where a person is to decide. */
  review_waits: boolean;
};

/** Columns of a RunWithLog from `run r`; JOINS must follow. */
export const RUN_WITH_LOG = `r.id, r.shard, r.customer_id, r.flow_id, f.name AS flow_name, f.status AS flow_status, r.version_id, v.number AS version,
  r.status, r.step_id, r.visit, r.wake_at, r.parked_wake_at, r.entered_at, r.ended_at, r.end_reason, r.converted_at, r.conversion_rule, r.revenue,
  r.currency, l.transitions, (r.context -> 'review') IS NOT NULL AND (r.context -> 'review' -> 'decided') IS NULL AS review_waits`;

/** What RUN_WITH_LOG needs beside `run r`: one row of the log each, by its primary key. */
export const RUN_JOINS = `
JOIN flow f ON f.id = r.flow_id
JOIN flow_version v ON v.id = r.version_id
LEFT JOIN LATERAL (
  SELECT s.transitions FROM step_log s WHERE s.shard = r.shard AND s.run_id = r.id ORDER BY s.id DESC LIMIT 1
) l ON true`;

/** The customer's newest runs over all flows. */
export async function readCustomerRuns(
  queryable: Queryable,
  customer: { shard: number; id: string },
  limit: number,
): Promise<RunWithLog[]> {
  const { rows } = await queryable.query<RunWithLog>({
    name: "read-customer-runs",
    text: SQL,
    values: [customer.shard, customer.id, limit],
  });
  return rows;
}

const SQL = `
SELECT ${RUN_WITH_LOG}
FROM (SELECT * FROM run WHERE shard = $1 AND customer_id = $2 ORDER BY entered_at DESC LIMIT $3) r
${RUN_JOINS}
ORDER BY r.entered_at DESC`;
