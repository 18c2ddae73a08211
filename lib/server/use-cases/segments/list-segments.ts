import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listSegmentsContract } from "@/lib/contracts/segments";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { listSegmentRows } from "@/lib/server/db/segments/list-segment-rows";
import { segmentOf } from "@/lib/server/db/segments/segment-row";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";

type Call = { actor: Actor; query: { search?: string; cursor?: string; limit: number } };

/** A page of the workspace's segments, newest first. */
export async function listSegments({ actor, query }: Call): Promise<ResponseOf<typeof listSegmentsContract>> {
  authorise(actor, "read");
  const { search, cursor, limit } = query;
  const after = decodeCursor(cursor, z.object({ at: z.iso.datetime(), id: z.uuid() }));
  const rows = await listSegmentRows(pool(), actor.workspaceId, { search, after, limit: limit + 1 });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(segmentOf),
    nextCursor:
      rows.length > limit && last ? encodeCursor({ at: last.created_at.toISOString(), id: last.id }) : null,
  };
}
