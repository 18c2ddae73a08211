import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listExportsContract } from "@/lib/contracts/exports";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { listExportRows } from "@/lib/server/db/exports/export-row";
import { pool } from "@/lib/server/db/pool";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";
import { exportOf } from "./export-of";

/** A page of exports, newest first. */
export async function listExports({
  actor,
  query,
}: {
  actor: Actor;
  query: { cursor?: string | undefined; limit: number };
}): Promise<ResponseOf<typeof listExportsContract>> {
  authorise(actor, "read");
  const after = decodeCursor(query.cursor, z.uuid());
  const rows = await listExportRows(pool(), actor.workspaceId, { after, limit: query.limit + 1 });
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return { data: page.map(exportOf), nextCursor: last ? encodeCursor(last.id) : null };
}
