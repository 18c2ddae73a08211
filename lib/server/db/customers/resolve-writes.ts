import type { Profile } from "@/lib/domain/customer/identity-plan";
import { uuidColumnOf } from "@/lib/server/db/binary-columns";
import { type Column, column, jsonColumn, jsonColumnAt, shardColumnOf } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";

/** Writes customers who are new, in one statement. `demo` marks generated ones. */
export async function insertCustomers(
  queryable: Queryable,
  workspaceId: string,
  profiles: readonly Profile[],
  { now, demo }: { now: Date; demo: boolean },
): Promise<void> {
  if (profiles.length === 0) return;
  await queryable.query({
    name: "insert-customers",
    text: INSERT,
    values: [...columns(profiles), workspaceId, now, demo],
  });
}

/** Writes changed profiles over those that are there, in one statement. The caller holds their row locks. */
export async function updateCustomers(
  queryable: Queryable,
  workspaceId: string,
  profiles: readonly Profile[],
  { now }: { now: Date },
): Promise<void> {
  if (profiles.length === 0) return;
  await queryable.query({
    name: "update-profiles",
    text: UPDATE,
    values: [...columns(profiles), workspaceId, now],
  });
}

const INPUT = `unnest($1::smallint[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], ${jsonColumnAt(10)}, ${jsonColumnAt(11)})
  AS p (shard, id, external_id, email, phone, first_name, last_name, locale, time_zone, attributes, consent)`;

const INSERT = `
INSERT INTO customer (shard, id, workspace_id, external_id, email, phone, first_name, last_name, locale, time_zone, attributes, consent, demo, created_at, updated_at)
SELECT p.shard, p.id, $12, p.external_id, p.email, p.phone, p.first_name, p.last_name, p.locale, p.time_zone,
  p.attributes::jsonb, p.consent::jsonb, $14, $13, $13
FROM ${INPUT}`;

const UPDATE = `
UPDATE customer c
SET external_id = p.external_id, email = p.email, phone = p.phone, first_name = p.first_name, last_name = p.last_name,
  locale = p.locale, time_zone = p.time_zone, attributes = p.attributes::jsonb, consent = p.consent::jsonb, updated_at = $13
FROM ${INPUT}
WHERE c.shard = p.shard AND c.id = p.id AND c.workspace_id = $12`;

function columns(profiles: readonly Profile[]): Column[] {
  return [
    shardColumnOf(profiles, "id"),
    uuidColumnOf(profiles, "id"),
    column(profiles.map(({ externalId }) => externalId)),
    column(profiles.map(({ email }) => email)),
    column(profiles.map(({ phone }) => phone)),
    column(profiles.map(({ firstName }) => firstName)),
    column(profiles.map(({ lastName }) => lastName)),
    column(profiles.map(({ locale }) => locale)),
    column(profiles.map(({ timeZone }) => timeZone)),
    jsonColumn(profiles.map(({ attributes }) => JSON.stringify(attributes))),
    jsonColumn(profiles.map(({ consent }) => JSON.stringify(consent))),
  ];
}
