import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { pool } from "@/lib/server/db/pool";
import { changeStatus } from "./change-status";

/** Pauses a live flow: entries are refused and nobody inside moves until it is resumed. */
export async function pauseFlow(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
) {
  authorise(actor, "flows:launch");
  const at = clock();
  return await changeStatus(actor, params.id, {
    verb: "pause",
    from: ["live"],
    to: "paused",
    at,
    apply: async (id) => {
      const { rowCount } = await pool().query(
        `UPDATE flow SET status = 'paused', updated_at = $3 WHERE id = $1 AND workspace_id = $2 AND status IN ('live', 'paused')`,
        [id, actor.workspaceId, at],
      );
      return rowCount === 1;
    },
  });
}
