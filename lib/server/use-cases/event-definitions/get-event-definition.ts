import type { ResponseOf } from "@/lib/contracts/contract";
import type { getEventDefinitionContract } from "@/lib/contracts/event-definitions";
import { notFound } from "@/lib/domain/errors";
import { exampleProperties } from "@/lib/domain/event/example-properties";
import { trackingCode } from "@/lib/domain/event/tracking-code";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { definitionOf } from "@/lib/server/db/events/definition-row";
import { findDefinition } from "@/lib/server/db/events/find-definition";
import { flowsUsingEvent } from "@/lib/server/db/events/flows-using-event";
import { RECENT_EVENTS, recentNames } from "@/lib/server/db/events/recent-names";
import { pool } from "@/lib/server/db/pool";
import { env } from "@/lib/server/env";

/** One definition with the code that sends it to this very address, and what uses it. */
export async function getEventDefinition({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<ResponseOf<typeof getEventDefinitionContract>> {
  authorise(actor, "read");
  const { workspaceId } = actor;
  const row = await findDefinition(pool(), workspaceId, params.id);
  if (!row) throw notFound("event definition");
  const [flows, recent, currency] = await Promise.all([
    flowsUsingEvent(pool(), workspaceId, row.name),
    recentNames(pool(), workspaceId),
    currencyOf(workspaceId),
  ]);
  const example = exampleProperties(row, currency);
  return {
    ...definitionOf(row),
    usage: {
      flows,
      lastSeenAt: recent.get(row.name)?.lastAt.toISOString() ?? null,
      recentCount: recent.get(row.name)?.count ?? 0,
      recentOf: RECENT_EVENTS,
    },
    example,
    trackingCode: trackingCode({
      baseUrl: env().APP_URL,
      key: "YOUR_WRITE_KEY",
      name: row.name,
      properties: example,
    }),
  };
}

async function currencyOf(workspaceId: string): Promise<string> {
  const { rows } = await pool().query<{ currency: string }>("SELECT currency FROM workspace WHERE id = $1", [
    workspaceId,
  ]);
  return rows[0]?.currency ?? "EUR";
}
