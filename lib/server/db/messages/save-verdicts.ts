import { column } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";

/** What was decided about a message before its provider is called. */
export type Decided = {
  id: string;
  status: "queued" | "skipped" | "unknown";
  reason: string | null;
  attempts: number;
  connectionId: string | null;
};

/** Writes what was decided about messages that do not go out now. @returns the ids that were still waiting: whoever changed one knows better */
export async function saveVerdicts(
  queryable: Queryable,
  shard: number,
  decided: readonly Decided[],
): Promise<Set<string>> {
  if (decided.length === 0) return new Set();
  const { rows } = await queryable.query<{ id: string }>({
    name: "save-verdicts",
    text: SQL,
    values: [
      shard,
      column(decided.map(({ id }) => id)),
      column(decided.map(({ status }) => status)),
      column(decided.map(({ reason }) => reason)),
      column(decided.map(({ attempts }) => attempts)),
      column(decided.map(({ connectionId }) => connectionId)),
    ],
  });
  return new Set(rows.map(({ id }) => id));
}

const SQL = `
UPDATE message m SET status = u.status, reason = u.reason, attempts = u.attempts,
  connection_id = COALESCE(u.connection_id, m.connection_id)
FROM unnest($2::uuid[], $3::text[], $4::text[], $5::int[], $6::uuid[])
  AS u (id, status, reason, attempts, connection_id)
WHERE m.shard = $1 AND m.id = u.id AND m.status = 'queued'
RETURNING m.id`;
