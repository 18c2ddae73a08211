import { refuseTeamChange } from "@/lib/domain/access/team-rules";
import { DomainError, notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { lockTeam } from "@/lib/server/db/accounts/lock-team";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { transaction } from "@/lib/server/db/pool";

/**
 * Takes a person out of the workspace; everybody may leave by themselves. What they made stays, and so do the API keys they made.
 * @throws DomainError conflict for an owner whom the actor may not remove, or the last one
 */
export async function removeMember(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<undefined> {
  if (actor.userId !== params.id) authorise(actor, "team:write");
  const now = clock();
  await transaction(async (client) => {
    const { role: from, owners } = await lockTeam(client, actor.workspaceId, params.id);
    if (!from) throw notFound("person");
    const refusal = refuseTeamChange({ actorRole: actor.role, from, to: null, owners });
    if (refusal) throw new DomainError("conflict", refusal);
    const { rows } = await client.query<{ name: string }>(
      `DELETE FROM membership m USING user_account u
       WHERE m.workspace_id = $1 AND m.user_id = $2 AND u.id = m.user_id RETURNING u.name`,
      [actor.workspaceId, params.id],
    );
    await writeAudit(client, {
      workspaceId: actor.workspaceId,
      actor: actor.id,
      action: actor.userId === params.id ? "member.left" : "member.removed",
      objectType: "user",
      objectId: params.id,
      detail: { name: rows[0]?.name, role: from },
      at: now,
    });
  });
}
