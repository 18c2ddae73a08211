import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listEventDefinitionsContract } from "@/lib/contracts/event-definitions";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { DEFINITION_COLUMNS, type DefinitionRow, definitionOf } from "@/lib/server/db/events/definition-row";
import { recentNames } from "@/lib/server/db/events/recent-names";
import { pool } from "@/lib/server/db/pool";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";

type Query = { cursor?: string; limit: number; search?: string; archived: boolean };

/** The workspace's definitions by name, with how often each was seen among the latest events. */
export async function listEventDefinitions({
  actor,
  query,
}: {
  actor: Actor;
  query: Query;
}): Promise<ResponseOf<typeof listEventDefinitionsContract>> {
  authorise(actor, "read");
  const { rows } = await pool().query<DefinitionRow>(
    `SELECT ${DEFINITION_COLUMNS} FROM event_definition
     WHERE workspace_id = $1 AND archived = $2 AND ($3::text IS NULL OR (lower(name), name) > (lower($3), $3))
       AND ($4::text IS NULL OR position(lower($4) in lower(name)) > 0 OR position(lower($4) in lower(title)) > 0)
     ORDER BY lower(name), name LIMIT $5`,
    [
      actor.workspaceId,
      query.archived,
      decodeCursor(query.cursor, z.string()),
      query.search || null,
      query.limit + 1,
    ],
  );
  const recent = await recentNames(pool(), actor.workspaceId);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    data: page.map((row) => ({
      ...definitionOf(row),
      lastSeenAt: recent.get(row.name)?.lastAt.toISOString() ?? null,
      recentCount: recent.get(row.name)?.count ?? 0,
    })),
    nextCursor: rows.length > query.limit && last ? encodeCursor(last.name) : null,
  };
}
