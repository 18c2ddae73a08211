import type { ResponseOf } from "@/lib/contracts/contract";
import type { changeRoleContract } from "@/lib/contracts/team";
import type { Role } from "@/lib/domain/access/permissions";
import { refuseTeamChange } from "@/lib/domain/access/team-rules";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { lockTeam } from "@/lib/server/db/accounts/lock-team";
import { MEMBER_COLUMNS, type MemberRow, memberOf } from "@/lib/server/db/accounts/member-row";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { transaction } from "@/lib/server/db/pool";

/** Gives a member another role. @throws DomainError conflict when it would touch an owner wrongly or leave none */
export async function changeRole(
  { actor, params, body }: { actor: Actor; params: { id: string }; body: { role: Role } },
  clock = systemClock,
): Promise<ResponseOf<typeof changeRoleContract>> {
  authorise(actor, "team:write");
  const now = clock();
  return await transaction(async (client) => {
    const { role: from, owners } = await lockTeam(client, actor.workspaceId, params.id);
    if (!from) throw notFound("person");
    const refusal = refuseTeamChange({ actorRole: actor.role, from, to: body.role, owners });
    if (refusal) throw new DomainError("conflict", refusal, { issues: [{ path: "role", message: refusal }] });
    const { rows } = await client.query<MemberRow>(
      `UPDATE membership m SET role = $3 FROM user_account u
       WHERE m.workspace_id = $1 AND m.user_id = $2 AND u.id = m.user_id RETURNING ${MEMBER_COLUMNS}`,
      [actor.workspaceId, params.id, body.role],
    );
    if (from !== body.role) {
      await writeAudit(client, {
        workspaceId: actor.workspaceId,
        actor: actor.id,
        action: "member.role_changed",
        objectType: "user",
        objectId: params.id,
        detail: { name: rows[0]!.name, from, to: body.role },
        at: now,
      });
    }
    return memberOf(rows[0]!);
  });
}
