import type { EarlierEntry } from "@/lib/domain/flow/entry";
import type { Run } from "@/lib/domain/flow/run";
import { uuidColumn, uuidColumnOf } from "@/lib/server/db/binary-columns";
import { columnOf, shardColumn, shardColumnOf } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";
import { RUN_COLUMNS, type RunRow, runFrom } from "./run-row";

/** All active runs of these customers. */
export async function loadActiveRuns(queryable: Queryable, customerIds: readonly string[]): Promise<Run[]> {
  const { rows } = await queryable.query<RunRow>({
    name: "load-active-runs",
    text: ACTIVE,
    values: [shardColumn(customerIds), uuidColumn(customerIds)],
  });
  return rows.map(runFrom);
}

const ACTIVE = `
SELECT r.* FROM unnest($1::smallint[], $2::uuid[]) AS w (shard, customer_id)
CROSS JOIN LATERAL (
  SELECT ${RUN_COLUMNS} FROM run WHERE shard = w.shard AND customer_id = w.customer_id AND status = 'active' OFFSET 0
) r`;

/** Completed runs of these customers that an order may still be counted for: entered after `since`, not yet converted. */
export async function loadCountableRuns(
  queryable: Queryable,
  customerIds: readonly string[],
  since: Date,
): Promise<Run[]> {
  const { rows } = await queryable.query<RunRow>({
    name: "load-countable-runs",
    text: COUNTABLE,
    values: [shardColumn(customerIds), uuidColumn(customerIds), since],
  });
  return rows.map(runFrom);
}

const COUNTABLE = `
SELECT r.* FROM unnest($1::smallint[], $2::uuid[]) AS w (shard, customer_id)
CROSS JOIN LATERAL (
  SELECT ${RUN_COLUMNS} FROM run
  WHERE shard = w.shard AND customer_id = w.customer_id AND status = 'completed' AND converted_at IS NULL AND entered_at >= $3 OFFSET 0
) r
ORDER BY r.entered_at DESC`;

export type EntryRow = EarlierEntry & { customerId: string; flowId: string };

/** Whose entries are asked for. `key` tells the customer's runs apart; empty where nothing does. */
export type EntryPair = { customerId: string; flowId: string; key: string };

/** The latest `count` entries of each pair, and the latest of its key, for the re-entry rules. Each once. */
export async function loadEntries(
  queryable: Queryable,
  pairs: readonly EntryPair[],
  count: number,
): Promise<EntryRow[]> {
  type Row = { id: string; customer_id: string; flow_id: string; entered_at: Date; correlation: string };
  const { rows } = await queryable.query<Row>({
    name: "load-entries",
    text: ENTRIES,
    values: [
      shardColumnOf(pairs, "customerId"),
      uuidColumnOf(pairs, "customerId"),
      uuidColumnOf(pairs, "flowId"),
      count,
      columnOf(pairs, "key"),
    ],
  });
  // Pairs of one customer that differ in their key alone find the same entries.
  const once = new Map(rows.map((row) => [row.id, row]));
  return [...once.values()].map((row) => ({
    customerId: row.customer_id,
    flowId: row.flow_id,
    at: row.entered_at.getTime(),
    correlation: row.correlation,
  }));
}

// Found by the customer. The flow is compared in a way that no index answers, so that no plan walks all entries of the flow by time instead.
const ENTRIES = `
SELECT pair.customer_id, pair.flow_id, entry.id, entry.entered_at, entry.correlation
FROM unnest($1::smallint[], $2::uuid[], $3::uuid[], $5::text[]) AS pair (shard, customer_id, flow_id, key)
CROSS JOIN LATERAL (
  (SELECT r.id, r.entered_at, r.correlation FROM run r
   WHERE r.shard = pair.shard AND r.customer_id = pair.customer_id AND r.flow_id IS NOT DISTINCT FROM pair.flow_id
   ORDER BY r.entered_at DESC LIMIT $4)
  UNION ALL
  (SELECT r.id, r.entered_at, r.correlation FROM run r
   WHERE r.shard = pair.shard AND r.customer_id = pair.customer_id AND r.flow_id IS NOT DISTINCT FROM pair.flow_id
     AND regexp_replace(r.correlation, '^event:\\d+:?', '') = pair.key
   ORDER BY r.entered_at DESC LIMIT 1)
) entry`;
