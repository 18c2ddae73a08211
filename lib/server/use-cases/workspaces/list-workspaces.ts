import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listWorkspacesContract } from "@/lib/contracts/workspaces";
import type { Role } from "@/lib/domain/access/permissions";
import type { Actor } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";

type Answer = ResponseOf<typeof listWorkspacesContract>;

const position = z.object({ name: z.string(), id: z.uuid() });

/** Lists the workspaces that a person is member of, by name; for an API key, the one it belongs to. */
export async function listWorkspaces({
  actor,
  query,
}: {
  actor: Actor;
  query: { cursor?: string; limit: number };
}): Promise<Answer> {
  const after = decodeCursor(query.cursor, position);
  const { rows } = await pool().query<Row>(
    `SELECT w.id, w.name, w.demo, w.created_at, lower(w.name) AS sort, own.role,
       (SELECT count(*) FROM membership m WHERE m.workspace_id = w.id) AS members
     FROM workspace w LEFT JOIN membership own ON own.workspace_id = w.id AND own.user_id = $1
     WHERE (own.user_id IS NOT NULL OR ($1::uuid IS NULL AND w.id = $2))
       AND ($3::text IS NULL OR (lower(w.name), w.id) > ($3, $4::uuid))
     ORDER BY lower(w.name), w.id LIMIT $5`,
    [actor.userId, actor.workspaceId, after?.name ?? null, after?.id ?? null, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return {
    data: page.map(({ id, name, role, members, demo, created_at }) => ({
      id,
      name,
      role,
      members,
      demo,
      createdAt: created_at.toISOString(),
    })),
    nextCursor: last ? encodeCursor({ name: last.sort, id: last.id }) : null,
  };
}

type Row = {
  id: string;
  name: string;
  sort: string;
  role: Role | null;
  members: number;
  demo: boolean;
  created_at: Date;
};
