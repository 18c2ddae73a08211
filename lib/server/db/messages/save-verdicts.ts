import type { Queryable } from "@/lib/server/db/pool";

/** What was decided about a message before its provider is called. */
export type Decided = {
  id: string;
  /** As it was read: whoever changed it since then has decided better. */
  from: "queued" | "sending";
  status: "queued" | "sending" | "skipped" | "unknown";
  reason: string | null;
  attempts: number;
  recipient: string | null;
  connectionId: string | null;
};

/** Writes what was decided about a job's messages. @returns the ids that were still as they were read */
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
      decided.map(({ id }) => id),
      decided.map(({ from }) => from),
      decided.map(({ status }) => status),
      decided.map(({ reason }) => reason),
      decided.map(({ attempts }) => attempts),
      decided.map(({ recipient }) => recipient),
      decided.map(({ connectionId }) => connectionId),
    ],
  });
  return new Set(rows.map(({ id }) => id));
}

const SQL = `
UPDATE message m SET status = u.status, reason = u.reason, attempts = u.attempts, recipient = COALESCE(u.recipient, m.recipient),
  connection_id = COALESCE(u.connection_id, m.connection_id)
FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::int[], $7::text[], $8::uuid[])
  AS u (id, was, status, reason, attempts, recipient, connection_id)
WHERE m.shard = $1 AND m.id = u.id AND m.status = u.was
RETURNING m.id`;
