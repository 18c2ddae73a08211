import { shardOf } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";

/** Notes on a message when it was first opened or clicked; its id tells its shard. */
export async function markRead(
  queryable: Queryable,
  messageId: string,
  what: "opened" | "clicked",
  at: Date,
): Promise<void> {
  await queryable.query({
    name: `demo-mark-${what}`,
    text:
      what === "opened"
        ? `UPDATE message SET opened_at = COALESCE(opened_at, $3) WHERE shard = $1 AND id = $2`
        : `UPDATE message SET clicked_at = COALESCE(clicked_at, $3), opened_at = COALESCE(opened_at, $3) WHERE shard = $1 AND id = $2`,
    values: [shardOf(messageId), messageId, at],
  });
}
