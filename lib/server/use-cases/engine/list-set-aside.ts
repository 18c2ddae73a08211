import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listSetAsideContract } from "@/lib/contracts/engine";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";

type Call = { actor: Actor; query: { cursor?: string; limit: number } };
type Row = {
  id: number;
  name: string;
  payload: { eventId: number; customerId: string; properties: unknown };
  errors: { message: string }[];
  received_at: Date;
};

/** A page of the accepted events that the engine had to put aside, with why, the latest first. */
export async function listSetAside({ actor, query }: Call): Promise<ResponseOf<typeof listSetAsideContract>> {
  authorise(actor, "runs:write");
  const before = decodeCursor(query.cursor, z.number().int().positive());
  const { rows } = await pool().query<Row>(
    `SELECT id, name, payload, errors, received_at FROM quarantined_event
     WHERE workspace_id = $1 AND reason = 'engine_error' AND replayed_at IS NULL AND ($2::bigint IS NULL OR id < $2)
     ORDER BY id DESC LIMIT $3`,
    [actor.workspaceId, before, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  return {
    data: page.map(({ id, name, payload, errors, received_at }) => ({
      id,
      eventId: payload.eventId,
      name,
      customerId: payload.customerId,
      reason: errors[0]?.message ?? "",
      at: received_at.toISOString(),
      properties: payload.properties,
    })),
    nextCursor: rows.length > query.limit ? encodeCursor(page.at(-1)!.id) : null,
  };
}
