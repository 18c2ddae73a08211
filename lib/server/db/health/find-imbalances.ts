import type { Queryable } from "@/lib/server/db/pool";

/** A version whose counts do not add up. */
export type Imbalance = {
  versionId: string;
  /** Entered or moved in, and neither ended nor moved out. */
  inside: number;
  /** At its steps: came and neither left nor ended there. */
  standing: number;
  /** At the step where it is lowest; below zero, more have left than ever came. */
  least: number;
  /** Converted less those who came: above zero, more have converted than entered. */
  converted: number;
};

/**
 * Promise 7, asked of the counters alone: entered = active + completed + exited + failed, converted <= entered, for each flow version. With
 * what launches moved from version to version. The answer is the versions of which it does not hold.
 */
export async function findImbalances(queryable: Queryable): Promise<Imbalance[]> {
  const { rows } = await queryable.query<{
    version_id: string;
    inside: number;
    standing: number;
    least: number;
    converted: number;
  }>({ name: "find-imbalances", text: COUNTERS });
  return rows.map(({ version_id, ...counts }) => ({ versionId: version_id, ...counts }));
}

const STEPS = `
SELECT version_id, step_id,
  sum(CASE WHEN outcome IN ('entered', 'moved_in') THEN count
           WHEN outcome = 'moved_out' OR outcome LIKE 'port:%' OR outcome LIKE 'ended:%' THEN -count ELSE 0 END)::bigint AS standing
FROM step_total WHERE step_id <> '' GROUP BY version_id, step_id`;

const COUNTERS = `
SELECT f.version_id, f.inside, COALESCE(s.standing, 0)::bigint AS standing, COALESCE(s.least, 0)::bigint AS least, f.converted
FROM (
  SELECT version_id,
    sum(CASE WHEN outcome IN ('entered', 'moved_in') THEN count
             WHEN outcome IN ('completed', 'failed', 'moved_out') OR outcome LIKE 'exited:%' THEN -count ELSE 0 END)::bigint AS inside,
    sum(CASE WHEN outcome = 'converted' THEN count WHEN outcome IN ('entered', 'moved_in') THEN -count ELSE 0 END)::bigint AS converted
  FROM step_total WHERE step_id = '' GROUP BY version_id
) f LEFT JOIN (
  SELECT version_id, sum(standing) AS standing, min(standing) AS least FROM (${STEPS}) each_step GROUP BY version_id
) s USING (version_id)
WHERE f.inside < 0 OR f.inside <> COALESCE(s.standing, 0) OR s.least < 0 OR f.converted > 0
ORDER BY f.version_id`;
