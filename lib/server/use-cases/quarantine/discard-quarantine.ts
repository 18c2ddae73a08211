import type { ResponseOf } from "@/lib/contracts/contract";
import type { discardQuarantineContract } from "@/lib/contracts/events";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { transaction } from "@/lib/server/db/pool";

/** Deletes the events kept aside under a name for good. Those that were replayed stay as a record. */
export async function discardQuarantine(
  { actor, body: { name } }: { actor: Actor; body: { name: string } },
  clock = systemClock,
): Promise<ResponseOf<typeof discardQuarantineContract>> {
  authorise(actor, "event-definitions:write");
  const discarded = await transaction(async (client) => {
    const { rowCount } = await client.query(
      "DELETE FROM quarantined_event WHERE workspace_id = $1 AND name = $2 AND replayed_at IS NULL AND reason <> 'engine_error'",
      [actor.workspaceId, name],
    );
    await writeAudit(client, {
      workspaceId: actor.workspaceId,
      actor: actor.id,
      action: "quarantine.discarded",
      objectType: "quarantine",
      objectId: name,
      detail: { name, count: rowCount ?? 0 },
      at: clock(),
    });
    return rowCount ?? 0;
  });
  return { discarded };
}
