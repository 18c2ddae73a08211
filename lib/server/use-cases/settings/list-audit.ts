import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listAuditContract } from "@/lib/contracts/settings";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";

type Answer = ResponseOf<typeof listAuditContract>;

/** Who changed what in the workspace, the newest first; with `objectId`, of one thing. */
export async function listAudit({
  actor,
  query,
}: {
  actor: Actor;
  query: { cursor?: string; limit: number; objectId?: string };
}): Promise<Answer> {
  authorise(actor, "read");
  const before = decodeCursor(query.cursor, z.number().int());
  const { rows } = await pool().query<Row>(SQL, [
    actor.workspaceId,
    before,
    query.objectId ?? null,
    query.limit + 1,
  ]);
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return { data: page.map(entryOf), nextCursor: last ? encodeCursor(last.id) : null };
}

const SQL = `
SELECT a.id, a.at, a.actor, a.action, a.object_type, a.object_id, a.detail, COALESCE(u.name, k.name) AS name
FROM audit_entry a
LEFT JOIN user_account u ON u.id = CASE WHEN a.actor LIKE 'user:%' THEN substr(a.actor, 6)::uuid END
LEFT JOIN api_key k ON k.id = CASE WHEN a.actor LIKE 'key:%' THEN substr(a.actor, 5)::uuid END AND k.workspace_id = a.workspace_id
WHERE a.workspace_id = $1 AND ($2::bigint IS NULL OR a.id < $2) AND ($3::text IS NULL OR a.object_id = $3)
ORDER BY a.id DESC LIMIT $4`;

function entryOf(row: Row): Answer["data"][number] {
  const kind = row.actor.startsWith("user:") ? "user" : row.actor.startsWith("key:") ? "key" : "system";
  return {
    id: String(row.id),
    at: row.at.toISOString(),
    actor: { kind, name: row.name ?? (kind === "system" ? "Cartograph" : "Somebody who is gone") },
    action: row.action,
    objectType: row.object_type,
    objectId: row.object_id,
    detail: row.detail,
  };
}

type Row = {
  id: number;
  at: Date;
  actor: string;
  action: string;
  object_type: string;
  object_id: string;
  detail: Record<string, unknown>;
  name: string | null;
};
