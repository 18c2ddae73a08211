import type { ResponseOf } from "@/lib/contracts/contract";
import type { setGoalContract } from "@/lib/contracts/flow-launches";
import { DomainError } from "@/lib/domain/errors";
import { flowDocument, type GoalSetting } from "@/lib/domain/flow/document";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { transaction } from "@/lib/server/db/pool";
import { findFlowOrFail } from "./find-flow-or-fail";
import { loadReferences } from "./load-references";
import { saveRevision } from "./save-draft";

type Call = {
  actor: Actor;
  params: { id: string };
  body: { revision: number; goal: GoalSetting | null };
};

/**
 * Sets or changes the goal (S4-10). Of a live flow it is in force for all runs from the next event on; no run is restarted and no version
 * is made. The draft follows, so that the next launch does not bring the old goal back.
 */
export async function setGoal(
  { actor, params, body }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof setGoalContract>> {
  authorise(actor, "flows:write");
  const { goal } = body;
  return await transaction(async (client) => {
    const flow = await findFlowOrFail(client, actor.workspaceId, params.id, { lock: true });
    if (goal) {
      const { events } = await loadReferences(client, actor.workspaceId);
      if (!events.has(goal.eventName))
        throw new DomainError("invalid_input", `No event named "${goal.eventName}" is defined.`, {
          issues: [
            {
              path: "goal.eventName",
              message: "This event is not defined.",
              fix: "Define it under Events, or choose another.",
            },
          ],
        });
    }
    const at = clock();
    const draft = flowDocument.parse(flow.draft);
    const document = { ...draft, settings: { ...draft.settings, goal } };
    const revision = await saveRevision(client, actor, flow.id, body.revision, document, at);
    await client.query(`UPDATE flow SET goal = $2 WHERE id = $1`, [
      flow.id,
      goal ? JSON.stringify(goal) : null,
    ]);
    await writeAudit(client, {
      workspaceId: actor.workspaceId,
      actor: actor.id,
      action: "flow.goal_changed",
      objectType: "flow",
      objectId: flow.id,
      detail: { from: flow.goal?.eventName ?? null, to: goal?.eventName ?? null },
      at,
    });
    return { revision, savedAt: at.toISOString(), goal };
  });
}
