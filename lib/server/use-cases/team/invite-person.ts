import { v7 as uuid } from "uuid";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { invitePersonContract } from "@/lib/contracts/team";
import type { Role } from "@/lib/domain/access/permissions";
import { refuseTeamChange } from "@/lib/domain/access/team-rules";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { lockTeam } from "@/lib/server/db/accounts/lock-team";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { type Queryable, transaction } from "@/lib/server/db/pool";
import { INVITATION_MS, newInvitationLink } from "./invitation-link";

/**
 * Invites a person by a link, which the caller hands over. A second invitation of the same person replaces the first.
 * @throws DomainError conflict for members; forbidden when somebody else than an owner invites an owner
 */
export async function invitePerson(
  { actor, body }: { actor: Actor; body: { email: string; role: Role } },
  clock = systemClock,
): Promise<ResponseOf<typeof invitePersonContract>> {
  authorise(actor, "team:write");
  const now = clock();
  const { url, tokenHash } = newInvitationLink();
  const id = uuid();
  const expiresAt = new Date(now.getTime() + INVITATION_MS);
  await transaction(async (client) => {
    const { owners } = await lockTeam(client, actor.workspaceId, null);
    const refusal = refuseTeamChange({ actorRole: actor.role, from: null, to: body.role, owners });
    if (refusal)
      throw new DomainError("forbidden", refusal, { issues: [{ path: "role", message: refusal }] });
    await refuseMembers(client, actor.workspaceId, body.email);
    await client.query(
      `DELETE FROM invitation WHERE workspace_id = $1 AND email = $2 AND accepted_at IS NULL`,
      [actor.workspaceId, body.email],
    );
    await client.query(
      `INSERT INTO invitation (id, workspace_id, email, role, token_hash, invited_by, created_at, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [id, actor.workspaceId, body.email, body.role, tokenHash, actor.userId, now, expiresAt],
    );
    await writeAudit(client, {
      workspaceId: actor.workspaceId,
      actor: actor.id,
      action: "member.invited",
      objectType: "invitation",
      objectId: id,
      detail: { email: body.email, role: body.role },
      at: now,
    });
  });
  return {
    id,
    ...body,
    invitedBy: actor.userId ? actor.name : null,
    createdAt: now.toISOString(),
    expiresAt: expiresAt.toISOString(),
    url,
  };
}

async function refuseMembers(client: Queryable, workspaceId: string, email: string): Promise<void> {
  const { rows } = await client.query<{ name: string; role: string }>(
    `SELECT u.name, m.role FROM membership m JOIN user_account u ON u.id = m.user_id
     WHERE m.workspace_id = $1 AND u.email = $2`,
    [workspaceId, email],
  );
  if (!rows[0]) return;
  const message = `${rows[0].name} is in this workspace already, as ${rows[0].role}.`;
  throw new DomainError("conflict", message, {
    issues: [{ path: "email", message, fix: "Change their role in the list instead." }],
  });
}
