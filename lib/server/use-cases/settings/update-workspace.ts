import type { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { updateWorkspaceContract } from "@/lib/contracts/settings";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { WORKSPACE_COLUMNS, type WorkspaceRow, workspaceOf } from "@/lib/server/db/accounts/workspace-row";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { forgetCountersOfWorkspace } from "@/lib/server/db/coupons/forget-counters";
import { forgetIngestRules } from "@/lib/server/db/events/definition-cache";
import { transaction } from "@/lib/server/db/pool";

type Body = z.output<NonNullable<typeof updateWorkspaceContract.body>>;

/** Changes the workspace: each part of the settings that is given replaces that part, the rest stays. */
export async function updateWorkspace(
  { actor, body }: { actor: Actor; body: Body },
  clock = systemClock,
): Promise<ResponseOf<typeof updateWorkspaceContract>> {
  authorise(actor, "workspace:write");
  const now = clock();
  const changed = await transaction(async (client) => {
    const { rows } = await client.query<WorkspaceRow>(
      `SELECT ${WORKSPACE_COLUMNS} FROM workspace WHERE id = $1 FOR NO KEY UPDATE`,
      [actor.workspaceId],
    );
    if (!rows[0]) throw notFound("workspace");
    const before = workspaceOf(rows[0]);
    const after = { ...before, ...body, settings: { ...before.settings, ...body.settings } };
    await client.query(
      `UPDATE workspace SET name = $2, time_zone = $3, currency = $4, settings = $5, updated_at = $6 WHERE id = $1`,
      [actor.workspaceId, after.name, after.timeZone, after.currency, JSON.stringify(after.settings), now],
    );
    if (after.currency !== before.currency) await forgetCountersOfWorkspace(client, actor.workspaceId);
    const detail = differences(before, after);
    if (Object.keys(detail).length > 0) {
      await writeAudit(client, {
        workspaceId: actor.workspaceId,
        actor: actor.id,
        action: "workspace.changed",
        objectType: "workspace",
        objectId: actor.workspaceId,
        detail,
        at: now,
      });
    }
    return after;
  });
  forgetIngestRules(actor.workspaceId);
  return changed;
}

type Workspace = ReturnType<typeof workspaceOf>;

/** What changed, as {name: {from, to}}. */
function differences(before: Workspace, after: Workspace): Record<string, { from: unknown; to: unknown }> {
  const flat = ({ name, timeZone, currency, settings }: Workspace): Record<string, unknown> => ({
    name,
    timeZone,
    currency,
    ...settings,
  });
  const [old, fresh] = [flat(before), flat(after)];
  return Object.fromEntries(
    Object.keys(fresh)
      .filter((key) => JSON.stringify(old[key]) !== JSON.stringify(fresh[key]))
      .map((key) => [key, { from: old[key], to: fresh[key] }]),
  );
}
