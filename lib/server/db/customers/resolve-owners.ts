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

const SQL = `
SELECT i.kind, i.value, i.customer_id
FROM unnest($2::smallint[], $3::text[], $4::text[]) AS wanted (shard, kind, value)
JOIN customer_identity i ON i.shard = wanted.shard AND i.workspace_id = $1 AND i.kind = wanted.kind AND i.value = wanted.value`;
