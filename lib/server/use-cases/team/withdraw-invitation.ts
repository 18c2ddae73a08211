import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { transaction } from "@/lib/server/db/pool";

/** Withdraws an invitation that nobody has accepted: its link stops working. */
export async function withdrawInvitation(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<undefined> {
  authorise(actor, "team:write");
  const now = clock();
  await transaction(async (client) => {
    const { rows } = await client.query<{ email: string }>(
      `DELETE FROM invitation WHERE workspace_id = $1 AND id = $2 AND accepted_at IS NULL RETURNING email`,
      [actor.workspaceId, params.id],
    );
    if (!rows[0]) throw notFound("invitation");
    await writeAudit(client, {
      workspaceId: actor.workspaceId,
      actor: actor.id,
      action: "invitation.withdrawn",
      objectType: "invitation",
      objectId: params.id,
      detail: { email: rows[0].email },
      at: now,
    });
  });
}
