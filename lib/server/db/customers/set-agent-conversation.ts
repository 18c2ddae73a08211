import type { Queryable } from "@/lib/server/db/pool";

/** Notes whether an agent is talking with the customer. @returns whether that is news */
export async function setAgentConversation(
  queryable: Queryable,
  customer: { shard: number; id: string },
  talking: boolean,
  now: Date,
): Promise<boolean> {
  const { rowCount } = await queryable.query({
    name: "set-agent-conversation",
    text: `UPDATE customer SET agent_conversation = $3, updated_at = $4 WHERE shard = $1 AND id = $2 AND agent_conversation <> $3`,
    values: [customer.shard, customer.id, talking, now],
  });
  return rowCount === 1;
}
