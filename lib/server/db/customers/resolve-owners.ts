import { type Identity, identityKey, shardOfIdentity } from "@/lib/domain/customer/identity";
import { column } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";

/** Whose these identities are: identityKey to customer id. One statement, however many. */
export async function findOwners(
  queryable: Queryable,
  workspaceId: string,
  identities: readonly Identity[],
): Promise<Map<string, string>> {
  if (identities.length === 0) return new Map();
  const { rows } = await queryable.query<{ kind: Identity["kind"]; value: string; customer_id: string }>({
    name: "find-owners",
    text: SQL,
    values: [
      workspaceId,
      column(identities.map(shardOfIdentity)),
      column(identities.map(({ kind }) => kind)),
      column(identities.map(({ value }) => value)),
    ],
  });
  return new Map(rows.map(({ kind, value, customer_id }) => [identityKey({ kind, value }), customer_id]));
}

// One by one, as a batch looks up its rows (docs/decisions/011): a plan for all of them goes by statistics.
const SQL = `
SELECT wanted.kind, wanted.value, i.customer_id
FROM unnest($2::smallint[], $3::text[], $4::text[]) AS wanted (shard, kind, value)
CROSS JOIN LATERAL (
  SELECT customer_id FROM customer_identity WHERE shard = wanted.shard AND workspace_id = $1 AND kind = wanted.kind AND value = wanted.value LIMIT 1
) AS i`;
