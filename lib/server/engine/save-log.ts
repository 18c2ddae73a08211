import type { Transition } from "@/lib/domain/flow/run";
import { uuidColumn, uuidColumnOf } from "@/lib/server/db/binary-columns";
import {
  columnOf,
  jsonColumn,
  jsonColumnAt,
  jsonColumnOf,
  shardColumn,
  shardColumnOf,
} from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";
import type { RefusalRow } from "./outcome";

/** One row per run holds all that the batch did to it. */
export async function insertStepLog(
  queryable: Queryable,
  at: Date,
  logs: ReadonlyMap<string, readonly Transition[]>,
): Promise<void> {
  if (logs.size === 0) return;
  const runIds = [...logs.keys()];
  await queryable.query({
    name: "insert-step-log",
    text: `INSERT INTO step_log (shard, run_id, at, transitions)
           SELECT u.shard, u.run_id, $2, u.transitions::json FROM unnest($1::smallint[], $3::uuid[], ${jsonColumnAt(4)}) AS u (shard, run_id, transitions)`,
    values: [shardColumn(runIds), at, uuidColumn(runIds), jsonColumn([...logs.values()].map(asJson))],
  });
}

const asJson = (transitions: readonly Transition[]) => JSON.stringify(transitions);

/** Why events let nobody in. */
export async function insertRefusals(
  queryable: Queryable,
  at: Date,
  refusals: readonly RefusalRow[],
): Promise<void> {
  if (refusals.length === 0) return;
  await queryable.query({
    name: "insert-refusals",
    text: `INSERT INTO entry_refusal (shard, customer_id, event_id, flow_id, reason, detail, at)
           SELECT u.shard, u.customer_id, u.event_id, u.flow_id, u.reason, u.detail::jsonb, $2
           FROM unnest($1::smallint[], $3::uuid[], $4::bigint[], $5::uuid[], $6::text[], ${jsonColumnAt(7)}) AS u (shard, customer_id, event_id, flow_id, reason, detail)
           ON CONFLICT DO NOTHING`,
    values: [
      shardColumnOf(refusals, "customerId"),
      at,
      uuidColumnOf(refusals, "customerId"),
      columnOf(refusals, "eventId"),
      uuidColumnOf(refusals, "flowId"),
      columnOf(refusals, "reason"),
      jsonColumnOf(refusals, "detail"),
    ],
  });
}
