import { z } from "zod";
import type { listApiKeysContract } from "@/lib/contracts/api-keys";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { ClientCall, KeyScope } from "@/lib/domain/access/permissions";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";

const position = z.object({ revoked: z.boolean(), id: z.uuid() });

/** Lists the workspace's API keys: those in use first, each part newest first. */
export async function listApiKeys({
  actor,
  query,
}: {
  actor: Actor;
  query: { cursor?: string; limit: number };
}): Promise<ResponseOf<typeof listApiKeysContract>> {
  authorise(actor, "read");
  const after = decodeCursor(query.cursor, position);
  const { rows } = await pool().query<Row>(
    `SELECT k.id, k.name, k.scope, k.prefix, k.origins, k.client_calls, u.name AS created_by, k.created_at, k.last_used_at, k.revoked_at
     FROM api_key k LEFT JOIN user_account u ON u.id = k.created_by
     WHERE k.workspace_id = $1
       AND ($2::boolean IS NULL OR (k.revoked_at IS NOT NULL) > $2 OR ((k.revoked_at IS NOT NULL) = $2 AND k.id < $3::uuid))
     ORDER BY k.revoked_at IS NOT NULL, k.id DESC LIMIT $4`,
    [actor.workspaceId, after?.revoked ?? null, after?.id ?? null, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return {
    data: page.map((row) => ({
      id: row.id,
      name: row.name,
      scope: row.scope,
      origins: row.origins,
      calls: row.client_calls,
      prefix: row.prefix,
      createdBy: row.created_by,
      createdAt: row.created_at.toISOString(),
      lastUsedAt: row.last_used_at?.toISOString() ?? null,
      revokedAt: row.revoked_at?.toISOString() ?? null,
    })),
    nextCursor: last ? encodeCursor({ revoked: last.revoked_at !== null, id: last.id }) : null,
  };
}

type Row = {
  id: string;
  name: string;
  scope: KeyScope;
  origins: string[];
  client_calls: ClientCall[];
  prefix: string;
  created_by: string | null;
  created_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
};
