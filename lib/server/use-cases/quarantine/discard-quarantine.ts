import type { ResponseOf } from "@/lib/contracts/contract";
import type { discardQuarantineContract } from "@/lib/contracts/events";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";

/** Deletes the events kept aside under a name for good. Those that were replayed stay as a record. */
export async function discardQuarantine({
  actor,
  body: { name },
}: {
  actor: Actor;
  body: { name: string };
}): Promise<ResponseOf<typeof discardQuarantineContract>> {
  authorise(actor, "event-definitions:write");
  const { rowCount } = await pool().query(
    "DELETE FROM quarantined_event WHERE workspace_id = $1 AND name = $2 AND replayed_at IS NULL",
    [actor.workspaceId, name],
  );
  return { discarded: rowCount ?? 0 };
}
