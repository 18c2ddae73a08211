import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { removeMailchimp } from "@/lib/server/db/mailchimp/mailchimp-connection";
import { transaction } from "@/lib/server/db/pool";

/** Forgets the Mailchimp account with its key; doing so twice changes nothing. */
export async function disconnectMailchimp(
  { actor }: { actor: Actor },
  clock = systemClock,
): Promise<undefined> {
  authorise(actor, "channels:write");
  const { workspaceId } = actor;
  await transaction(async (client) => {
    if (!(await removeMailchimp(client, workspaceId))) return;
    await writeAudit(client, {
      workspaceId,
      actor: actor.id,
      action: "mailchimp.disconnected",
      objectType: "mailchimp",
      objectId: workspaceId,
      at: clock(),
    });
  });
}
