import { type Identity, identityKey, shardOfIdentity } from "@/lib/domain/customer/identity";
import { shardOf } from "@/lib/domain/shard";
import { uuidColumn } from "@/lib/server/db/binary-columns";
import { column } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";

/**
 * Makes identities lead to customers. Where somebody else was faster, theirs stays: waits for them to commit, and leaves that one out.
 * @returns how many were taken
 */
export async function claimIdentities(
  queryable: Queryable,
  workspaceId: string,
  claims: readonly { identity: Identity; customerId: string }[],
): Promise<number> {
  if (claims.length === 0) return 0;
  // Always in the same order, so that two batches with the same people wait for one another instead of deadlocking.
  const sorted = claims.toSorted((a, b) => (identityKey(a.identity) < identityKey(b.identity) ? -1 : 1));
  const { rowCount } = await queryable.query({
    name: "claim-identities",
    text: SQL,
    values: [
      workspaceId,
      column(sorted.map(({ identity }) => shardOfIdentity(identity))),
      column(sorted.map(({ identity }) => identity.kind)),
      column(sorted.map(({ identity }) => identity.value)),
      uuidColumn(sorted.map(({ customerId }) => customerId)),
      column(sorted.map(({ customerId }) => shardOf(customerId))),
    ],
  });
  return rowCount ?? 0;
}

const SQL = `
INSERT INTO customer_identity (shard, workspace_id, kind, value, customer_id, customer_shard)
SELECT c.shard, $1, c.kind, c.value, c.customer_id, c.customer_shard
FROM unnest($2::smallint[], $3::text[], $4::text[], $5::uuid[], $6::smallint[])
  WITH ORDINALITY AS c (shard, kind, value, customer_id, customer_shard, position)
ORDER BY c.position
ON CONFLICT (shard, workspace_id, kind, value) DO NOTHING`;
