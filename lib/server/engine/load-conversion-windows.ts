import { duration, durationMs } from "@/lib/domain/time/duration";
import { Kept } from "@/lib/server/db/kept";
import type { Queryable } from "@/lib/server/db/pool";

/** By the id of a flow's live version: the flow's versions up to it never change. */
const kept = new Kept<number>(500);

/**
 * The longest time (ms) in which an order still counts for anybody who was in one of these flows, given by their live versions: who ended by an
 * older version goes by its window.
 */
export async function loadLongestWindow(
  queryable: Queryable,
  liveVersionIds: readonly string[],
): Promise<number> {
  const windows = await kept.load(liveVersionIds, async (missing) => {
    const { rows } = await queryable.query<{ id: string; windows: unknown[] }>({
      name: "load-conversion-windows",
      text: `SELECT live.id, array_agg(v.document #> '{settings,conversionWindow}') AS windows
             FROM flow_version live JOIN flow_version v ON v.flow_id = live.flow_id WHERE live.id = ANY($1::uuid[]) GROUP BY live.id`,
      values: [missing],
    });
    return rows.map(({ id, windows }) => [id, Math.max(...windows.map(lengthOf))] as const);
  });
  return Math.max(0, ...windows.values());
}

const WEEK_MS = 7 * 86_400_000;

/** What a version written before there was such a setting says: the setting's default. */
function lengthOf(stored: unknown): number {
  const read = duration.safeParse(stored);
  return read.success ? durationMs(read.data) : WEEK_MS;
}
