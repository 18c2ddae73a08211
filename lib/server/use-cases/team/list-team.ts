import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listTeamContract } from "@/lib/contracts/team";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { MEMBER_COLUMNS, type MemberRow, memberOf } from "@/lib/server/db/accounts/member-row";
import { pool } from "@/lib/server/db/pool";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";

const position = z.object({ name: z.string(), id: z.uuid() });

/** Lists the people of the workspace by name. */
export async function listTeam({
  actor,
  query,
}: {
  actor: Actor;
  query: { cursor?: string; limit: number };
}): Promise<ResponseOf<typeof listTeamContract>> {
  authorise(actor, "read");
  const after = decodeCursor(query.cursor, position);
  const { rows } = await pool().query<MemberRow & { sort: string }>(
    `SELECT ${MEMBER_COLUMNS}, lower(u.name) AS sort
     FROM membership m JOIN user_account u ON u.id = m.user_id
     WHERE m.workspace_id = $1 AND ($2::text IS NULL OR (lower(u.name), u.id) > ($2, $3::uuid))
     ORDER BY lower(u.name), u.id LIMIT $4`,
    [actor.workspaceId, after?.name ?? null, after?.id ?? null, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return {
    data: page.map(memberOf),
    nextCursor: last ? encodeCursor({ name: last.sort, id: last.user_id }) : null,
  };
}
