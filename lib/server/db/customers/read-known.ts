import { type Identity, identityKey, shardOfIdentity } from "@/lib/domain/customer/identity";
import type { KnownCustomers, Profile } from "@/lib/domain/customer/identity-plan";
import type { Queryable } from "@/lib/server/db/pool";
import { type PersonRow, personOf } from "./person-row";

type Row = PersonRow & { consent: Profile["consent"]; kind: Identity["kind"]; value: string };

/**
 * What is known of one person, who has up to three identities: whose they are, with those customers' profiles, in one statement of plain parameters,
 * which PostgreSQL plans once. Nothing is locked.
 */
export async function readKnown(
  queryable: Queryable,
  workspaceId: string,
  identities: readonly Identity[],
): Promise<KnownCustomers> {
  const { rows } = await queryable.query<Row>({
    name: "read-known-customers",
    text: SQL,
    values: [
      workspaceId,
      ...[0, 1, 2].flatMap((index) => {
        const identity = identities[index];
        return identity ? [shardOfIdentity(identity), identity.kind, identity.value] : [null, null, null];
      }),
    ],
  });
  return {
    owners: new Map(rows.map(({ kind, value, id }) => [identityKey({ kind, value }), id])),
    profiles: new Map(rows.map((row) => [row.id, { ...personOf(row), consent: row.consent }])),
  };
}

const one = (first: number) => `
SELECT i.kind, i.value, c.id, c.external_id, c.email, c.phone, c.first_name, c.last_name, c.locale, c.time_zone, c.attributes, c.consent
FROM customer_identity i JOIN customer c ON c.shard = i.customer_shard AND c.id = i.customer_id AND c.workspace_id = $1
WHERE i.shard = $${first}::smallint AND i.workspace_id = $1 AND i.kind = $${first + 1}::text AND i.value = $${first + 2}::text`;

const SQL = [2, 5, 8].map(one).join(" UNION ALL ");
