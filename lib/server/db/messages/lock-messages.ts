import type { Queryable } from "@/lib/server/db/pool";

/**
 * Takes this session's lock on messages, for as long as their providers are being called. The lock is the lease: when the process
 * dies, PostgreSQL drops it, and whoever takes it next knows that nobody is calling any more. No clock is asked.
 * @returns the ids that were free; the others are being delivered by somebody else right now
 */
export async function lockMessages(queryable: Queryable, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await queryable.query<{ id: string; taken: boolean }>({
    name: "lock-messages",
    text: `SELECT id, pg_try_advisory_lock(hashtextextended(id::text, ${SEED})) AS taken FROM unnest($1::uuid[]) AS u (id)`,
    values: [ids],
  });
  return new Set(rows.filter(({ taken }) => taken).map(({ id }) => id));
}

/** Gives up all message locks of this session. */
export async function unlockMessages(queryable: Queryable): Promise<void> {
  await queryable.query({ name: "unlock-messages", text: "SELECT pg_advisory_unlock_all()" });
}

// Apart from the keys of other advisory locks.
const SEED = 5_112_026;
