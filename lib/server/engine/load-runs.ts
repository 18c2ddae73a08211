import type { Run } from "@/lib/domain/flow/run";
import type { Queryable } from "@/lib/server/db/pool";
import { RUN_COLUMNS, type RunRow, runFrom } from "./run-row";

/** All active runs of these customers. */
export async function loadActiveRuns(
  queryable: Queryable,
  shard: number,
  customerIds: readonly string[],
): Promise<Run[]> {
  const { rows } = await queryable.query<RunRow>({
    name: "load-active-runs",
    text: ACTIVE,
    values: [shard, customerIds],
  });
  return rows.map(runFrom);
}

const ACTIVE = `SELECT ${RUN_COLUMNS} FROM run WHERE shard = $1 AND status = 'active' AND customer_id = ANY($2::uuid[])`;

/** Completed runs of these customers that an order may still be counted for: entered after `since`, not yet converted. */
export async function loadCountableRuns(
  queryable: Queryable,
  shard: number,
  customerIds: readonly string[],
  since: Date,
): Promise<Run[]> {
  const { rows } = await queryable.query<RunRow>({
    name: "load-countable-runs",
    text: COUNTABLE,
    values: [shard, customerIds, since],
  });
  return rows.map(runFrom);
}

const COUNTABLE = `
SELECT ${RUN_COLUMNS} FROM run
WHERE shard = $1 AND customer_id = ANY($2::uuid[]) AND status = 'completed' AND converted_at IS NULL AND entered_at >= $3
ORDER BY entered_at DESC`;

export type EntryRow = { customerId: string; flowId: string; enteredAt: number };

/** The latest `count` entries of each (customer, flow) pair, for the re-entry rules. */
export async function loadEntries(
  queryable: Queryable,
  shard: number,
  pairs: readonly { customerId: string; flowId: string }[],
  count: number,
): Promise<EntryRow[]> {
  const { rows } = await queryable.query<{ customer_id: string; flow_id: string; entered_at: Date }>({
    name: "load-entries",
    text: ENTRIES,
    values: [shard, pairs.map(({ customerId }) => customerId), pairs.map(({ flowId }) => flowId), count],
  });
  return rows.map((row) => ({
    customerId: row.customer_id,
    flowId: row.flow_id,
    enteredAt: row.entered_at.getTime(),
  }));
}

const ENTRIES = `
SELECT pair.customer_id, pair.flow_id, entry.entered_at
FROM unnest($2::uuid[], $3::uuid[]) AS pair (customer_id, flow_id)
CROSS JOIN LATERAL (
  SELECT r.entered_at FROM run r
  WHERE r.shard = $1 AND r.customer_id = pair.customer_id AND r.flow_id = pair.flow_id
  ORDER BY r.entered_at DESC LIMIT $4
) entry`;
