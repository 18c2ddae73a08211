import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listInvitationsContract } from "@/lib/contracts/team";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import {
  INVITATION_COLUMNS,
  type InvitationRow,
  invitationOf,
} from "@/lib/server/db/accounts/invitation-row";
import { pool } from "@/lib/server/db/pool";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";

/** Lists invitations that nobody has accepted, expired ones too, the newest first. */
export async function listInvitations({
  actor,
  query,
}: {
  actor: Actor;
  query: { cursor?: string; limit: number };
}): Promise<ResponseOf<typeof listInvitationsContract>> {
  authorise(actor, "read");
  // Ids are made in the order of time.
  const before = decodeCursor(query.cursor, z.uuid());
  const { rows } = await pool().query<InvitationRow>(
    `SELECT ${INVITATION_COLUMNS} FROM invitation i LEFT JOIN user_account u ON u.id = i.invited_by
     WHERE i.workspace_id = $1 AND i.accepted_at IS NULL AND ($2::uuid IS NULL OR i.id < $2)
     ORDER BY i.id DESC LIMIT $3`,
    [actor.workspaceId, before, query.limit + 1],
  );
  const page = rows.slice(0, query.limit);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  return { data: page.map(invitationOf), nextCursor: last ? encodeCursor(last.id) : null };
}
