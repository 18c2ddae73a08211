import { RUN_JOINS, RUN_WITH_LOG, type RunWithLog } from "@/lib/server/db/customers/read-runs";
import type { Queryable } from "@/lib/server/db/pool";

export type PersonRow = RunWithLog & {
  external_id: string | null;
  email: string | null;
  phone: string | null;
  first_name: string | null;
  last_name: string | null;
};

/** A place in a flow's runs, newest first. */
export type RunPosition = { enteredAt: string; id: string };

export type PeoplePage = {
  people: PersonRow[];
  /** Where the search stopped; null when all of the flow's runs were looked at. */
  searchedTo: RunPosition | null;
};

/** Which runs: by themselves, by what their log holds, or by what became of a step's message. */
export type PeopleFilter =
  | {
      by: "run";
      status: string | null;
      endReason: string | null /** null: either */;
      converted: boolean | null;
      /** Converted by one of these; null is any, or not at all */
      rules: readonly string[] | null;
      stepId: string | null;
    }
  /** A transition with these parts. `skippedFor`: or a message of its step that delivery left out for this reason. */
  | { by: "log"; transition: Record<string, string>; skippedFor?: string }
  | { by: "message"; stepId: string; result: string };

/** Runs looked at for one page: so that a search for something rare stays a page's work. */
const SCANNED = 5000;

/**
 * The newest runs of a flow that fit, after a place. It may give fewer than `limit`, even none, and still say where to go on: then it has
 * looked at as many runs as one page may.
 */
export async function listPeople(
  queryable: Queryable,
  flowId: string,
  filter: PeopleFilter,
  after: RunPosition | null,
  limit: number,
): Promise<PeoplePage> {
  const { condition, values } = conditionOf(filter);
  const { rows } = await queryable.query<PersonRow & { scanned: number; last_at: Date; last_id: string }>({
    text: sqlOf(condition),
    values: [flowId, after?.enteredAt ?? "infinity", after?.id ?? LAST_UUID, SCANNED, limit, ...values],
  });
  const scan = rows[0];
  const people = rows.filter(({ id }) => id !== null);
  const last = people.at(-1);
  if (last && people.length === limit)
    return { people, searchedTo: { enteredAt: last.entered_at.toISOString(), id: last.id } };
  const more = scan && scan.scanned === SCANNED;
  return {
    people,
    searchedTo: more ? { enteredAt: scan.last_at.toISOString(), id: scan.last_id } : null,
  };
}

const LAST_UUID = "ffffffff-ffff-ffff-ffff-ffffffffffff";

function conditionOf(filter: PeopleFilter): { condition: string; values: unknown[] } {
  if (filter.by === "log")
    return {
      condition: `EXISTS (SELECT FROM step_log s WHERE s.shard = r.shard AND s.run_id = r.id AND s.transitions::jsonb @> $6::jsonb)
        OR ($7::text IS NOT NULL AND EXISTS (SELECT FROM message m WHERE m.shard = r.shard AND m.run_id = r.id AND m.step_id = $8
                                             AND m.status = 'skipped' AND m.reason = $7))`,
      values: [JSON.stringify([filter.transition]), filter.skippedFor ?? null, filter.transition.stepId],
    };
  if (filter.by === "message") {
    const column = MOMENTS[filter.result];
    return {
      condition: `EXISTS (SELECT FROM message m WHERE m.shard = r.shard AND m.run_id = r.id AND m.step_id = $6 AND ${
        column ? `m.${column} IS NOT NULL AND $7::text IS NOT NULL` : "m.status = $7"
      })`,
      values: [filter.stepId, filter.result],
    };
  }
  return {
    condition: `($6::text IS NULL OR r.status = $6) AND ($7::text IS NULL OR r.end_reason = $7) AND ($8::boolean IS NULL OR (r.converted_at IS NOT NULL) = $8)
      AND ($9::text IS NULL OR r.step_id = $9) AND ($10::text[] IS NULL OR r.conversion_rule = ANY($10))`,
    values: [filter.status, filter.endReason, filter.converted, filter.stepId, filter.rules],
  };
}

const MOMENTS: Record<string, string> = {
  sent: "sent_at",
  delivered: "delivered_at",
  opened: "opened_at",
  clicked: "clicked_at",
};

function sqlOf(condition: string): string {
  return `
WITH scanned AS (
  SELECT r.* FROM run r
  WHERE r.flow_id = $1 AND r.entered_at <= $2::timestamptz AND (r.entered_at, r.id) < ($2::timestamptz, $3::uuid)
  ORDER BY r.entered_at DESC, r.id DESC LIMIT $4
), scan AS (
  SELECT count(*)::int AS scanned, min(entered_at) AS last_at,
    (SELECT id FROM scanned ORDER BY entered_at, id LIMIT 1) AS last_id
  FROM scanned
), fits AS (
  SELECT * FROM scanned r WHERE ${condition} ORDER BY r.entered_at DESC, r.id DESC LIMIT $5
)
SELECT scan.*, p.* FROM scan LEFT JOIN LATERAL (
  SELECT ${RUN_WITH_LOG}, c.external_id, c.email, c.phone, c.first_name, c.last_name
  FROM fits r ${RUN_JOINS}
  JOIN customer c ON c.shard = r.shard AND c.id = r.customer_id
) p ON true
ORDER BY p.entered_at DESC, p.id DESC`;
}
