import { momentColumnOf, uuidColumnOf } from "@/lib/server/db/binary-columns";
import { columnOf } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";

/** What became of a message whose provider was called. */
export type CallResult = {
  id: string;
  /** The attempt this is the result of; a later attempt's result is not overwritten. */
  attempts: number;
  /** Attempts made so far: one less where the call was not made after all */
  attemptsKept: number;
  recipient: string;
  connectionId: string | null;
  status: "sent" | "failed" | "unknown" | "queued";
  reason: string | null;
  subject: string | null;
  providerMessageId: string | null;
  sentAt: Date | null;
};

/**
 * Writes the results of a batch's calls. A provider's own report ("delivered") may have come in first, and stays.
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
      uuidColumnOf(results, "id"),
      columnOf(results, "attempts"),
      columnOf(results, "status"),
      columnOf(results, "reason"),
      columnOf(results, "subject"),
      columnOf(results, "providerMessageId"),
      momentColumnOf(results, "sentAt"),
      columnOf(results, "attemptsKept"),
      columnOf(results, "recipient"),
      uuidColumnOf(results, "connectionId"),
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
  sent_at = COALESCE(u.sent_at, m.sent_at),
  attempts = u.attempts_kept,
  recipient = u.recipient,
  connection_id = u.connection_id
FROM unnest($2::uuid[], $3::int[], $4::text[], $5::text[], $6::text[], $7::text[], $8::timestamptz[], $9::int[], $10::text[], $11::uuid[])
  AS u (id, attempts, status, reason, subject, provider_message_id, sent_at, attempts_kept, recipient, connection_id)
WHERE m.shard = $1 AND m.id = u.id AND CASE m.status
  WHEN 'queued' THEN m.attempts < u.attempts
  WHEN 'unknown' THEN m.attempts = u.attempts
  WHEN 'delivered' THEN m.sent_at IS NULL
  ELSE false END
RETURNING m.id`;
