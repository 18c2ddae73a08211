import { eventWaits } from "@/lib/server/db/events/waits";
import { firstMessageId } from "@/lib/server/engine/ids";

/** A table that is kept by month. `bound` writes a moment as the value that its partitions are bounded by. */
export type MonthlyTable = {
  name: string;
  column: string;
  bound: (moment: Date) => string;
  /** Storage settings of each of its months. */
  storage?: string;
  /** A wide column that nobody asks by: without statistics of it, which took ANALYZE longer than all the others together. */
  uncounted?: string;
  /** What of a workspace ($1) is older than a moment ($2), with `t` as the table. */
  outlived: string;
};

const byTime = (moment: Date) => moment.toISOString();

/** The tables that grow for ever. One line per table in each of them. */
export const MONTHLY_TABLES: readonly MonthlyTable[] = [
  {
    name: "event",
    column: "accepted_at",
    bound: byTime,
    uncounted: "properties",
    outlived: `t.workspace_id = $1 AND t.accepted_at < $2
      AND ${eventWaits("t.shard", "t.id")} IS NULL`,
  },
  {
    name: "step_log",
    column: "at",
    bound: byTime,
    outlived: `t.at < $2 AND EXISTS (SELECT FROM run r WHERE r.shard = t.shard AND r.id = t.run_id AND r.workspace_id = $1)`,
  },
  {
    name: "entry_refusal",
    column: "at",
    bound: byTime,
    outlived: `t.at < $2 AND t.flow_id IN (SELECT id FROM flow WHERE workspace_id = $1)`,
  },
  {
    name: "message",
    column: "id",
    bound: (moment) => firstMessageId(moment.getTime()),
    storage: "fillfactor = 45, autovacuum_vacuum_scale_factor = 0.05",
    outlived: `t.workspace_id = $1 AND t.created_at < $2 AND t.status <> 'queued'`,
  },
];

/** The table's partition of a month; `month` is its first moment, UTC. */
export function partitionName(table: string, month: Date): string {
  return `${table}_${month.toISOString().slice(0, 7).replace("-", "m").replace(/^/, "y")}`;
}

/** The first moment, UTC, of the month that is `ahead` months after the one that `moment` lies in. */
export function monthOf(moment: Date, ahead = 0): Date {
  return new Date(Date.UTC(moment.getUTCFullYear(), moment.getUTCMonth() + ahead, 1));
}
