import type { Actor } from "@/lib/server/auth/actor";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { pool, transaction } from "@/lib/server/db/pool";
import { ensureCatalogue } from "@/lib/server/demo/ensure-catalogue";
import { simulate } from "./simulate";
import { wipe } from "./wipe";

const DAY = 86_400_000;
const MADE = "demo.history_made";

export const HISTORY_MS = 30 * DAY;
const SHOPPERS = 2000;
const RUSH = 200;

/**
 * Gives the demo workspace a month of history, once, and what its shop would have made meanwhile. One that was cut off is begun anew.
 * @returns whether it was made now
 */
export async function makeHistory(actor: Actor, now: Date): Promise<boolean> {
  const { workspaceId } = actor;
  const { rowCount } = await pool().query(
    `SELECT FROM audit_entry WHERE workspace_id = $1 AND action = $2 LIMIT 1`,
    [workspaceId, MADE],
  );
  if (rowCount) return false;
  await transaction((client) => wipe(client, workspaceId));
  const from = now.getTime() - HISTORY_MS;
  await simulate({
    workspaceId,
    from,
    until: now.getTime(),
    shoppers: SHOPPERS,
    rush: RUSH,
  });
  await ensureCatalogue(actor, new Date(from));
  await transaction(async (client) => {
    await client.query(`UPDATE message SET demo = true WHERE workspace_id = $1`, [workspaceId]);
    await client.query(`UPDATE publication SET demo = true WHERE workspace_id = $1`, [workspaceId]);
    await client.query(`UPDATE incentive SET demo = true WHERE workspace_id = $1`, [workspaceId]);
    await writeAudit(client, {
      workspaceId,
      actor: "system",
      action: MADE,
      objectType: "workspace",
      objectId: workspaceId,
      at: now,
    });
  });
  await pool().query("ANALYZE");
  return true;
}
