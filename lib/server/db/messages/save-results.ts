import type { Queryable } from "@/lib/server/db/pool";

/** What became of a message whose provider was called. */
export type CallResult = {
  id: string;
  /** The attempt this is the result of; a later attempt's result is not overwritten. */
  attempts: number;
  status: "sent" | "failed" | "unknown" | "queued";
  reason: string | null;
  subject: string | null;
  providerMessageId: string | null;
  sentAt: Date | null;
};

/**
 * Writes the results of a job's calls. A provider's own report ("delivered") may have come in first, and stays.
 * @returns the ids that took the result
 */
export async function saveResults(
  queryable: Queryable,
  shard: number,
  results: readonly CallResult[],
): Promise<Set<string>> {
  if (results.length === 0) return new Set();
  const { rows } = await queryable.query<{ id: string }>({
    name: "save-results",
    text: SQL,
    values: [
      shard,
      results.map(({ id }) => id),
      results.map(({ attempts }) => attempts),
      results.map(({ status }) => status),
      results.map(({ reason }) => reason),
      results.map(({ subject }) => subject),
      results.map(({ providerMessageId }) => providerMessageId),
      results.map(({ sentAt }) => sentAt),
    ],
  });
  return new Set(rows.map(({ id }) => id));
}

const SQL = `
UPDATE message m SET
  status = CASE WHEN m.status = 'delivered' THEN m.status ELSE u.status END,
  reason = CASE WHEN m.status = 'delivered' THEN NULL ELSE u.reason END,
  subject = COALESCE(u.subject, m.subject),
  provider_message_id = COALESCE(u.provider_message_id, m.provider_message_id),
  sent_at = COALESCE(u.sent_at, m.sent_at)
FROM unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[])
  AS u (id, attempts, status, reason, subject, provider_message_id, sent_at)
WHERE m.shard = $1 AND m.id = u.id AND m.attempts = u.attempts AND m.status IN ('sending', 'unknown', 'delivered')
RETURNING m.id`;
