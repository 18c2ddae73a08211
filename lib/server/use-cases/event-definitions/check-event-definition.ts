import type { ResponseOf } from "@/lib/contracts/contract";
import type { checkEventDefinitionContract } from "@/lib/contracts/event-definitions";
import { notFound } from "@/lib/domain/errors";
import type { PropertyDefinition } from "@/lib/domain/event/definition";
import { validateProperties } from "@/lib/domain/event/validate-properties";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { findDefinition } from "@/lib/server/db/events/find-definition";
import { recentProperties } from "@/lib/server/db/events/recent-properties";
import { pool } from "@/lib/server/db/pool";

const TRIED = 200;
const REASONS = 10;

/** How many of the latest events of this name would be refused if the definition had these properties, and why. */
export async function checkEventDefinition({
  actor,
  params,
  body,
}: {
  actor: Actor;
  params: { id: string };
  body: { properties: PropertyDefinition[] };
}): Promise<ResponseOf<typeof checkEventDefinitionContract>> {
  authorise(actor, "read");
  const definition = await findDefinition(pool(), actor.workspaceId, params.id);
  if (!definition) throw notFound("event definition");
  const events = await recentProperties(pool(), actor.workspaceId, definition.name, TRIED);
  const found = events.map((properties) => validateProperties(body, properties));
  const reasons = new Map<string, { path: string; message: string; count: number }>();
  for (const { path, message } of found.flat()) {
    const place = path.replace(/\[\d+\]/g, "[]");
    const reason = reasons.get(place) ?? { path: place, message, count: 0 };
    reason.count += 1;
    reasons.set(place, reason);
  }
  return {
    tried: events.length,
    refused: found.filter((issues) => issues.length > 0).length,
    reasons: [...reasons.values()].sort((a, b) => b.count - a.count).slice(0, REASONS),
  };
}
