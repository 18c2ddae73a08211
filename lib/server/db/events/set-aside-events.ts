import type { Queryable } from "@/lib/server/db/pool";

/** An event whose name is not defined, as it was sent. */
export type AsideEvent = { name: string; messageId: string; payload: unknown };

/**
 * Keeps events in quarantine, in one statement.
 * @returns the messageIds that were not there yet
 */
export async function setAsideEvents(
  queryable: Queryable,
  workspaceId: string,
  events: readonly AsideEvent[],
  now: Date,
): Promise<Set<string>> {
  if (events.length === 0) return new Set();
  const { rows } = await queryable.query<{ message_id: string }>({
    name: "set-aside-events",
    text: SQL,
    values: [
      workspaceId,
      now,
      events.map(({ name }) => name),
      events.map(({ messageId }) => messageId),
      events.map(({ payload }) => JSON.stringify(payload)),
    ],
  });
  return new Set(rows.map((row) => row.message_id));
}

const SQL = `
INSERT INTO quarantined_event (workspace_id, received_at, name, message_id, payload)
SELECT $1, $2, e.name, e.message_id, e.payload::jsonb
FROM unnest($3::text[], $4::text[], $5::text[]) WITH ORDINALITY AS e (name, message_id, payload, position)
ORDER BY e.position
ON CONFLICT (workspace_id, message_id) DO NOTHING
RETURNING message_id`;
