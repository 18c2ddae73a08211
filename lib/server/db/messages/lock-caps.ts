import type { Queryable } from "@/lib/server/db/pool";

/**
 * Lets only one transaction at a time decide about marketing to the same customer, so that two jobs do not both take the last slot of
 * a cap. In the order of the ids, so that jobs wait for each other and never in a circle.
 */
export async function lockCaps(
  queryable: Queryable,
  shard: number,
  messageIds: readonly string[],
): Promise<void> {
  await queryable.query({ name: "lock-caps", text: SQL, values: [shard, messageIds] });
}

const SQL = `
SELECT pg_advisory_xact_lock(hashtextextended(customer_id::text, 7112026)) FROM (
  SELECT DISTINCT customer_id FROM message WHERE shard = $1 AND id = ANY($2::uuid[]) AND marketing ORDER BY customer_id
) AS customers`;
