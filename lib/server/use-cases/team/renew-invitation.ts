import type { ResponseOf } from "@/lib/contracts/contract";
import type { renewInvitationContract } from "@/lib/contracts/team";
import { refuseTeamChange } from "@/lib/domain/access/team-rules";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import {
  INVITATION_COLUMNS,
  type InvitationRow,
  invitationOf,
} from "@/lib/server/db/accounts/invitation-row";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { transaction } from "@/lib/server/db/pool";
import { INVITATION_MS, newInvitationLink } from "./invitation-link";

/** Makes a new link for an open invitation, good for seven days from now. The old link stops working. */
export async function renewInvitation(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<ResponseOf<typeof renewInvitationContract>> {
  authorise(actor, "team:write");
  const now = clock();
  const { url, tokenHash } = newInvitationLink();
  return await transaction(async (client) => {
    const { rows } = await client.query<InvitationRow>(
      `WITH i AS (
         UPDATE invitation SET token_hash = $3, expires_at = $4
         WHERE workspace_id = $1 AND id = $2 AND accepted_at IS NULL RETURNING *
       )
       SELECT ${INVITATION_COLUMNS} FROM i LEFT JOIN user_account u ON u.id = i.invited_by`,
      [actor.workspaceId, params.id, tokenHash, new Date(now.getTime() + INVITATION_MS)],
    );
    const row = rows[0];
    if (!row) throw notFound("invitation");
    const refusal = refuseTeamChange({ actorRole: actor.role, from: null, to: row.role, owners: 1 });
    if (refusal) throw new DomainError("forbidden", refusal);
    await writeAudit(client, {
      workspaceId: actor.workspaceId,
      actor: actor.id,
      action: "invitation.renewed",
      objectType: "invitation",
      objectId: row.id,
      detail: { email: row.email },
      at: now,
    });
    return { ...invitationOf(row), url };
  });
}
