import type { PropertyDefinition } from "@/lib/domain/event/definition";
import { workspaceSettings } from "@/lib/domain/workspace/settings";
import { pool } from "@/lib/server/db/pool";
import { TOPIC_NAMES } from "@/lib/server/db/topics/topic-names";

/** What a workspace's events are judged by. */
export type IngestRules = {
  definitions: ReadonlyMap<
    string,
    { id: string; title: string; properties: PropertyDefinition[]; role: "cart" | "order" | null }
  >;
  undefinedEvents: "quarantine" | "reject";
  maxAgeMs: number;
  /** Names of topics by their keys; archived ones are known as well. */
  topics: Readonly<Record<string, string>>;
};

// A change made by another process shows after at most this long.
const FRESH_MS = 2_000;

const cache = new Map<string, { until: number; rules: Promise<IngestRules> }>();

/** A workspace's rules, at most two seconds old. Archived definitions count: their events still come. */
export function ingestRules(workspaceId: string, now: Date): Promise<IngestRules> {
  const kept = cache.get(workspaceId);
  if (kept && now.getTime() < kept.until) return kept.rules;
  const rules = read(workspaceId);
  cache.set(workspaceId, { until: now.getTime() + FRESH_MS, rules });
  rules.catch(() => forgetIngestRules(workspaceId));
  return rules;
}

/** Makes the next event see what has just been changed. */
export function forgetIngestRules(workspaceId: string): void {
  cache.delete(workspaceId);
}

type Row = {
  settings: unknown;
  topics: Record<string, string>;
  id: string | null;
  name: string;
  title: string;
  properties: PropertyDefinition[];
  role: "cart" | "order" | null;
};

async function read(workspaceId: string): Promise<IngestRules> {
  const { rows } = await pool().query<Row>(
    `SELECT w.settings, ${TOPIC_NAMES} AS topics, d.id, d.name, d.title, d.properties, d.role
     FROM workspace w LEFT JOIN event_definition d ON d.workspace_id = w.id
     WHERE w.id = $1`,
    [workspaceId],
  );
  const settings = workspaceSettings.parse(rows[0]?.settings ?? {});
  const defined = rows.flatMap(({ id, name, title, properties, role }) =>
    id === null ? [] : [[name, { id, title, properties, role }] as const],
  );
  return {
    definitions: new Map(defined),
    undefinedEvents: settings.undefinedEvents,
    maxAgeMs: settings.maxEventAgeDays * 86_400_000,
    topics: rows[0]?.topics ?? {},
  };
}
