import type { Profile } from "@/lib/domain/customer/identity-plan";
import { shardOf } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";
import { type PersonRow, personOf } from "./person-row";

type Row = PersonRow & { consent: Profile["consent"] };

/**
 * The profiles of these customers by id, in one statement. `lock` keeps others from changing them until the transaction ends, and
 * takes the rows in one order for everybody.
 */
export async function readProfiles(
  queryable: Queryable,
  workspaceId: string,
  ids: readonly string[],
  { lock }: { lock: boolean },
): Promise<Map<string, Profile>> {
  if (ids.length === 0) return new Map();
  const { rows } = await queryable.query<Row>({
    name: lock ? "lock-profiles" : "read-profiles",
    text: lock ? `${SQL} ORDER BY c.shard, c.id FOR NO KEY UPDATE OF c` : SQL,
    values: [workspaceId, ids.map(shardOf), ids],
  });
  return new Map(rows.map((row) => [row.id, { ...personOf(row), consent: row.consent }]));
}

const SQL = `
SELECT c.id, c.external_id, c.email, c.phone, c.first_name, c.last_name, c.locale, c.time_zone, c.attributes, c.consent
FROM unnest($2::smallint[], $3::uuid[]) AS wanted (shard, id)
JOIN customer c ON c.shard = wanted.shard AND c.id = wanted.id AND c.workspace_id = $1`;
