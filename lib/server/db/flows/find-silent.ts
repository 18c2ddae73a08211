import { type Schedule, schedule } from "@/lib/domain/flow/document";
import { insideSchedule } from "@/lib/domain/flow/entry";
import { SHARD_COUNT } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";

/** A flow counts as busy from this many entries a day on, over the seven days before the last one. */
const BUSY_PER_DAY = 10;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const DAYS = 7;

export type SilentFlow = {
  id: string;
  name: string;
  workspace_id: string;
  per_day: number;
  last_entry: Date;
};

/**
 * Live flows that were busy for a week and have let nobody in for a day: something upstream has probably stopped. A day is as much time as the
 * flow's weekdays and hours make of one, and one in which the flow was paused while people came does not count. All workspaces unless one is
 * named. Reads hourly counters by their primary key; flows that are well cost one look.
 */
export async function findSilent(
  queryable: Queryable,
  now: Date,
  workspaceId: string | null,
): Promise<SilentFlow[]> {
  const day = new Date(now.getTime() - DAY_MS);
  const { rows } = await queryable.query<SilentFlow & { schedule: unknown; time_zone: string }>({
    name: "find-silent-flows",
    text: SQL,
    values: [
      workspaceId,
      new Date(day.getTime() - DAYS * DAY_MS),
      day,
      SHARD_COUNT - 1,
      BUSY_PER_DAY * DAYS,
      DAYS,
    ],
  });
  return rows
    .filter((row) => openForADay(schedule.parse(row.schedule ?? {}), row.last_entry, now, row.time_zone))
    .map(({ schedule: _, time_zone: __, ...flow }) => flow);
}

/** Whether the flow has been open since its last entry for as long as it is on a usual day. By the hour, as entries are counted. */
function openForADay(open: Schedule, lastEntry: Date, now: Date, zone: string): boolean {
  const hours = (from: number, until: number) => {
    let count = 0;
    for (let at = from; at < until; at += HOUR_MS) if (insideSchedule(open, at, zone)) count += 1;
    return count;
  };
  const days = Array.from({ length: DAYS }, (_, ago) => now.getTime() - ago * DAY_MS);
  const usual = Math.max(...days.map((end) => hours(end - DAY_MS, end)));
  return usual > 0 && hours(lastEntry.getTime() + HOUR_MS, now.getTime()) >= usual;
}

// A schedule that is over keeps a flow live in name only, and says so on the flow itself.
const SQL = `
SELECT f.id, f.name, f.workspace_id, live.document #> '{settings,schedule}' AS schedule, w.time_zone, round(week.count / $6::numeric)::int AS per_day, week.last AS last_entry
FROM flow f
JOIN flow_version live ON live.id = f.live_version_id
JOIN workspace w ON w.id = f.workspace_id
CROSS JOIN LATERAL (
  SELECT sum(c.count) AS count, max(c.hour) FILTER (WHERE c.count > 0) AS last
  FROM flow_version v CROSS JOIN generate_series(0, $4::int) AS s (shard)
  JOIN step_counter c ON c.shard = s.shard AND c.version_id = v.id AND c.step_id = '' AND c.outcome = 'entered' AND c.hour >= $2 AND c.hour < $3
  WHERE v.flow_id = f.id
) week
WHERE f.status = 'live' AND f.archived_at IS NULL AND ($1::uuid IS NULL OR f.workspace_id = $1)
  AND f.launched_at < $3
  AND COALESCE((live.document #>> '{settings,schedule,until}')::timestamptz > $3, true)
  AND NOT EXISTS (
    SELECT FROM flow_version v CROSS JOIN generate_series(0, $4::int) AS s (shard)
    JOIN step_counter c ON c.shard = s.shard AND c.version_id = v.id AND c.step_id = ''
      AND c.outcome IN ('entered', 'refused:flow_paused') AND c.hour >= $3 AND c.count > 0
    WHERE v.flow_id = f.id)
  AND week.count >= $5
ORDER BY week.count DESC`;
