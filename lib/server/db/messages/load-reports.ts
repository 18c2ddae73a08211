import type { MessageResult } from "@/lib/domain/message/sent-event";
import type { Queryable } from "@/lib/server/db/pool";

const RESULTS: readonly MessageResult[] = [
  "sent",
  "skipped",
  "failed",
  "unknown",
  "delivered",
  "bounced",
  "opened",
  "clicked",
];

/** What was reported about a message on the event log, in order. */
export async function loadReports(
  queryable: Queryable,
  workspaceId: string,
  shard: number,
  messageId: string,
): Promise<{ result: MessageResult; at: Date }[]> {
  const { rows } = await queryable.query<{ result: MessageResult; at: Date }>({
    name: "load-reports",
    text: `SELECT properties ->> 'result' AS result, occurred_at AS at FROM event
           WHERE shard = $1 AND workspace_id = $2 AND message_id = ANY($3::text[]) ORDER BY id`,
    values: [shard, workspaceId, RESULTS.map((result) => `message:${messageId}:${result}`)],
  });
  return rows;
}
