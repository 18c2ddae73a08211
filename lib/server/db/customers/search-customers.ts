import type { Queryable } from "@/lib/server/db/pool";
import { LISTED, type ListedCustomer } from "./list-customers";

/** A customer and the identity they were found by. */
export type FoundByValue = ListedCustomer & { value: string };

/**
 * Identities that begin with one of these texts, in their order, with their customers, after (value, customer id). Values are as stored: lower
 * case for e-mail, E.164 for phones. Somebody who is found by two identities comes twice.
 */
export async function searchCustomers(
  queryable: Queryable,
  workspaceId: string,
  prefixes: readonly string[],
  after: { value: string; id: string } | null,
  limit: number,
): Promise<FoundByValue[]> {
  const { rows } = await queryable.query<FoundByValue>({
    name: "search-customers",
    text: SQL,
    values: [
      workspaceId,
      [...new Set(prefixes.map(likePrefix))],
      limit,
      after?.value ?? "",
      after?.id ?? "00000000-0000-0000-0000-000000000000",
    ],
  });
  return rows;
}

function likePrefix(text: string): string {
  return `${text.replace(/[\\%_]/g, "\\$&")}%`;
}

// Each prefix walks its own stretch of the text_pattern_ops index, in that index's order (~<~), and stops when it has enough.
const SQL = `
SELECT found.value, ${LISTED}
FROM (
  SELECT DISTINCT i.value, i.customer_id, i.customer_shard
  FROM unnest($2::text[]) AS wanted (pattern)
  CROSS JOIN LATERAL (
    SELECT value, customer_id, customer_shard FROM customer_identity
    WHERE workspace_id = $1 AND value LIKE wanted.pattern AND value ~>=~ $4 AND (value ~>~ $4 OR customer_id > $5::uuid)
    ORDER BY value USING ~<~, customer_id LIMIT $3
  ) i
) found
JOIN customer c ON c.shard = found.customer_shard AND c.id = found.customer_id AND c.workspace_id = $1
ORDER BY found.value USING ~<~, found.customer_id
LIMIT $3`;
