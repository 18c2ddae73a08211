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
  message: { id: string; customerId: string; createdAt: Date },
): Promise<{ result: MessageResult; at: Date }[]> {
  const { rows } = await queryable.query<{ result: MessageResult; at: Date }>({
    name: "load-reports",
    text: `SELECT properties ->> 'result' AS result, occurred_at AS at FROM event
           WHERE shard = $1 AND workspace_id = $2 AND customer_id = $4 AND accepted_at >= $5 AND message_id = ANY($3::text[]) ORDER BY id`,
    values: [
      shard,
      workspaceId,
      RESULTS.map((result) => `message:${message.id}:${result}`),
      message.customerId,
      message.createdAt,
    ],
  });
  return rows;
}
