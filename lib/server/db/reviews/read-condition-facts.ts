import type { PropertyDefinition } from "@/lib/domain/event/definition";
import type { Queryable } from "@/lib/server/db/pool";

export type ConditionFacts = {
  currency: string;
  timeZone: string;
  events: { name: string; title: string; properties: PropertyDefinition[] }[];
  segments: { id: string; name: string }[];
};

/** What it takes to say conditions in words: the workspace's formats, these events and all segments. */
export async function readConditionFacts(
  queryable: Queryable,
  workspaceId: string,
  eventNames: readonly string[],
): Promise<ConditionFacts> {
  const { rows } = await queryable.query<ConditionFacts>({
    name: "read-condition-facts",
    text: SQL,
    values: [workspaceId, eventNames],
  });
  return rows[0]!;
}

const SQL = `
SELECT w.currency, w.time_zone AS "timeZone",
  COALESCE((SELECT jsonb_agg(jsonb_build_object('name', d.name, 'title', d.title, 'properties', d.properties) ORDER BY d.name)
            FROM event_definition d WHERE d.workspace_id = w.id AND d.name = ANY($2::text[])), '[]') AS events,
  COALESCE((SELECT jsonb_agg(jsonb_build_object('id', s.id, 'name', s.name)) FROM segment s WHERE s.workspace_id = w.id), '[]') AS segments
FROM workspace w WHERE w.id = $1`;
