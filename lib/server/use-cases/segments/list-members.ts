import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listSegmentMembersContract } from "@/lib/contracts/segments";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { listMemberRows } from "@/lib/server/db/segments/list-member-rows";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";
import { findSegmentOrFail } from "./find-segment-or-fail";

type Call = { actor: Actor; params: { id: string }; query: { cursor?: string; limit: number } };

/** A page of those who belong to a segment. */
export async function listMembers({
  actor,
  params,
  query,
}: Call): Promise<ResponseOf<typeof listSegmentMembersContract>> {
  authorise(actor, "read");
  const segment = await findSegmentOrFail(pool(), actor.workspaceId, params.id);
  const after = decodeCursor(query.cursor, z.object({ shard: z.int().min(0).max(63), id: z.uuid() }));
  const rows = await listMemberRows(pool(), segment.id, { after, limit: query.limit + 1 });
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    data: page.map((row) => ({
      id: row.id,
      externalId: row.external_id,
      email: row.email,
      phone: row.phone,
      firstName: row.first_name,
      lastName: row.last_name,
      enteredAt: row.entered_at.toISOString(),
    })),
    nextCursor: rows.length > query.limit && last ? encodeCursor({ shard: last.shard, id: last.id }) : null,
  };
}
