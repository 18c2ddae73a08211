import type { GoalSetting } from "@/lib/domain/flow/document";
import type { WorkspaceFacts } from "@/lib/domain/flow/facts";
import { type WorkspaceSettings, workspaceSettings } from "@/lib/domain/workspace/settings";
import type { Queryable } from "@/lib/server/db/pool";
import { TOPIC_NAMES } from "@/lib/server/db/topics/topic-names";
import { type LoadedSegment, type SegmentRow, segmentFrom } from "./loaded-segment";
import { Undecidable } from "./undecidable";

export type FlowFacts = {
  id: string;
  name: string;
  paused: boolean;
  liveVersionId: string;
  goal: GoalSetting | null;
};
export type LoadedWorkspace = WorkspaceFacts & {
  /** Live and paused flows by id; a flow that is not here takes nobody and moves nobody. */
  flows: ReadonlyMap<string, FlowFacts>;
  /** Event names that hold a cart or an order. */
  roles: ReadonlyMap<string, "cart" | "order">;
  /** Auto-update segments. */
  segments: readonly LoadedSegment[];
  /** There are segments of either kind to belong to. */
  hasSegments: boolean;
};

/** Zone, currency, settings, running flows and event roles of the batch's workspaces, in one statement, read fresh: a pause that committed counts. */
export async function loadWorkspaces(
  queryable: Queryable,
  ids: readonly string[],
): Promise<Map<string, LoadedWorkspace>> {
  const { rows } = await queryable.query<Row>({ name: "load-workspaces", text: SQL, values: [ids] });
  return new Map(rows.map((row) => [row.id, workspaceFrom(row)]));
}

type Row = {
  id: string;
  time_zone: string;
  currency: string;
  settings: unknown;
  topics: Record<string, string>;
  flows: { id: string; name: string; status: string; versionId: string; goal: GoalSetting | null }[];
  roles: { name: string; role: "cart" | "order" }[];
  segments: (SegmentRow & { type: "static" | "auto" })[];
};

const SQL = `
SELECT w.id, w.time_zone, w.currency, w.settings, ${TOPIC_NAMES} AS topics,
  COALESCE((SELECT json_agg(json_build_object('id', f.id, 'name', f.name, 'status', f.status, 'versionId', f.live_version_id, 'goal', f.goal))
            FROM flow f WHERE f.workspace_id = w.id AND f.status IN ('live', 'paused') AND f.live_version_id IS NOT NULL), '[]') AS flows,
  COALESCE((SELECT json_agg(json_build_object('name', d.name, 'role', d.role))
            FROM event_definition d WHERE d.workspace_id = w.id AND d.role IS NOT NULL), '[]') AS roles,
  COALESCE((SELECT json_agg(json_build_object('id', s.id, 'name', s.name, 'type', s.type, 'rule', s.rule, 'version', s.version, 'builtShards', s.built_shards))
            FROM segment s WHERE s.workspace_id = w.id), '[]') AS segments
FROM workspace w WHERE w.id = ANY($1::uuid[])`;

/** @throws Undecidable: with guessed settings, somebody could be sent what they may not be sent */
function settingsOf({ id, settings }: Row): WorkspaceSettings {
  const parsed = workspaceSettings.safeParse(settings ?? {});
  if (parsed.success) return parsed.data;
  throw new Undecidable(new Error(`The settings of workspace ${id} cannot be read: ${parsed.error.message}`));
}

function workspaceFrom(row: Row): LoadedWorkspace {
  return {
    id: row.id,
    timeZone: row.time_zone,
    currency: row.currency,
    settings: settingsOf(row),
    topics: row.topics,
    flows: new Map(
      row.flows.map((flow) => [
        flow.id,
        {
          id: flow.id,
          name: flow.name,
          paused: flow.status === "paused",
          liveVersionId: flow.versionId,
          goal: flow.goal,
        },
      ]),
    ),
    roles: new Map(row.roles.map(({ name, role }) => [name, role])),
    segments: row.segments.flatMap((segment) =>
      segment.type === "auto" ? (segmentFrom(segment) ?? []) : [],
    ),
    hasSegments: row.segments.length > 0,
  };
}
