import { pool } from "@/lib/server/db/pool";

export type Figures = {
  /** Counted up to 10,000. */
  failedRuns: number;
  setAside: number;
  jobsWaiting: number;
  jobsGivenUp: number;
  /** Entries, endings and refusals of all flows. */
  ofFlows: { outcome: string; count: number }[];
  /** Outcomes of messages on all steps. */
  ofMessages: { outcome: string; count: number }[];
};

/** Counts of the whole installation. */
export async function readFigures(): Promise<Figures> {
  const [totals, counts] = await Promise.all([
    pool().query<{ of_flow: boolean; outcome: string; count: number }>(TOTALS),
    pool().query<{ failed: number; set_aside: number; waiting: number; given_up: number }>(COUNTS),
  ]);
  const { failed, set_aside, waiting, given_up } = counts.rows[0]!;
  const pick = (ofFlow: boolean) =>
    totals.rows
      .filter((row) => row.of_flow === ofFlow)
      .map(({ outcome, count }) => ({ outcome, count: Number(count) }));
  return {
    failedRuns: failed,
    setAside: set_aside,
    jobsWaiting: waiting,
    jobsGivenUp: given_up,
    ofFlows: pick(true),
    ofMessages: pick(false),
  };
}

// Ports and step names would be labels without end: of the steps only what messages came to is told.
const TOTALS = `
SELECT step_id = '' AS of_flow, outcome, sum(count)::bigint AS count
FROM step_total
WHERE step_id = '' OR outcome IN ('queued', 'sent', 'delivered', 'bounced', 'failed', 'unknown', 'opened', 'clicked') OR outcome LIKE 'skipped:%'
GROUP BY 1, 2 ORDER BY 1, 2`;

const COUNTS = `
SELECT (SELECT count(*) FROM (SELECT FROM run WHERE status = 'failed' LIMIT 10000) r) AS failed,
  (SELECT count(*) FROM quarantined_event WHERE reason = 'engine_error' AND replayed_at IS NULL) AS set_aside,
  (SELECT count(*) FROM graphile_worker.jobs WHERE attempts < max_attempts) AS waiting,
  (SELECT count(*) FROM graphile_worker.jobs WHERE attempts >= max_attempts) AS given_up`;
