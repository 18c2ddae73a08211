import type { Queryable } from "@/lib/server/db/pool";
import { TOPIC_NAMES } from "./topic-names";

/** Names of a workspace's topics by their keys. */
export async function readTopicNames(
  queryable: Queryable,
  workspaceId: string,
): Promise<Readonly<Record<string, string>>> {
  const { rows } = await queryable.query<{ topics: Record<string, string> }>({
    name: "read-topic-names",
    text: `SELECT ${TOPIC_NAMES} AS topics FROM workspace w WHERE w.id = $1`,
    values: [workspaceId],
  });
  return rows[0]?.topics ?? {};
}
