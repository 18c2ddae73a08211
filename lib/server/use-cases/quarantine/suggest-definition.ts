import type { ResponseOf } from "@/lib/contracts/contract";
import type { suggestDefinitionContract } from "@/lib/contracts/events";
import { notFound } from "@/lib/domain/errors";
import { inferDefinition } from "@/lib/domain/event/infer-definition";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";

const SAMPLES = 200;

/** A definition guessed from the newest events kept aside under a name. */
export async function suggestDefinition({
  actor,
  query: { name },
}: {
  actor: Actor;
  query: { name: string };
}): Promise<ResponseOf<typeof suggestDefinitionContract>> {
  authorise(actor, "read");
  const { rows } = await pool().query<{ properties: unknown }>(
    `SELECT coalesce(payload -> 'properties', '{}') AS properties FROM quarantined_event
     WHERE workspace_id = $1 AND name = $2 AND replayed_at IS NULL AND reason <> 'engine_error' ORDER BY id DESC LIMIT $3`,
    [actor.workspaceId, name, SAMPLES],
  );
  if (rows.length === 0) throw notFound("event in quarantine");
  const guess = inferDefinition(
    name,
    rows.map(({ properties }) => properties),
  );
  return { name, samples: rows.length, ...guess };
}
