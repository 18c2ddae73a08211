import type { ResponseOf } from "@/lib/contracts/contract";
import type { replaySetAsideContract } from "@/lib/contracts/engine";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { transaction } from "@/lib/server/db/pool";

type Call = { actor: Actor; body: { ids: number[] } };

/**
 * Puts accepted events that the engine had set aside back among the waiting ones, in their old places. Each leaves the list in the statement that puts
 * it back, so none is handled twice; one that fails again comes back to the list.
 */
export async function replaySetAside(
  { actor, body }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof replaySetAsideContract>> {
  authorise(actor, "runs:write");
  const replayed = await transaction(async (client) => {
    const { rowCount } = await client.query(SQL, [actor.workspaceId, body.ids]);
    const count = rowCount ?? 0;
    if (count > 0)
      await writeAudit(client, {
        workspaceId: actor.workspaceId,
        actor: actor.id,
        action: "set_aside.replayed",
        objectType: "engine",
        objectId: "set-aside",
        detail: { count },
        at: clock(),
      });
    return count;
  });
  if (replayed > 0) wakeWorkers();
  return { replayed };
}

// The row goes, rather than being marked: should the event fail again, its messageId must be free for a new one.
const SQL = `
WITH gone AS (
  DELETE FROM quarantined_event
  WHERE workspace_id = $1 AND id = ANY ($2::bigint[]) AND reason = 'engine_error' AND replayed_at IS NULL
  RETURNING (payload ->> 'eventId')::bigint AS event_id, (payload ->> 'customerId')::uuid AS customer_id, message_id
)
INSERT INTO event_pending (shard, event_id, customer_id, accepted_at)
SELECT e.shard, e.id, e.customer_id, e.accepted_at FROM gone
JOIN event e ON e.shard = get_byte(uuid_send(gone.customer_id), 15) % 64 AND e.id = gone.event_id AND e.workspace_id = $1
ON CONFLICT DO NOTHING`;
