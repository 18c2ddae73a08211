import type pg from "pg";
import { DomainError, type Issue } from "@/lib/domain/errors";
import type { FlowDocument } from "@/lib/domain/flow/document";
import type { MovePlan } from "@/lib/domain/flow/move";
import { countInside, type InsideRow } from "@/lib/server/db/flows/count-inside";
import { startMove } from "@/lib/server/db/flows/start-move";
import { stepOf } from "@/lib/steps/registry";

/**
 * Begins to move everybody inside a flow to a version just launched, in the launch's transaction. Refuses a plan that leads nowhere, or that
 * says nothing about a step which is gone and has somebody standing at it.
 * @returns how many will be moved or leave
 * @throws DomainError invalid_input
 */
export async function moveInside(
  client: pg.PoolClient,
  target: { versionId: string; flowId: string; workspaceId: string; document: FlowDocument; at: Date },
  plan: MovePlan,
): Promise<number> {
  const { document, versionId } = target;
  const inside = (await countInside(client, target.flowId)).filter((row) => row.versionId !== versionId);
  const issues = [...wrongTargets(plan, document), ...unchosen(plan, document, inside)];
  if (issues.length > 0)
    throw new DomainError("invalid_input", "Say where those inside go before they are moved.", { issues });
  const total = inside
    .filter(({ stepId }) => plan[stepId]?.kind !== "finish")
    .reduce((sum, { count }) => sum + count, 0);
  await startMove(client, { ...target, plan, total });
  return total;
}

function wrongTargets(plan: MovePlan, document: FlowDocument): Issue[] {
  return Object.entries(plan).flatMap(([stepId, choice]): Issue[] => {
    if (choice.kind !== "to") return [];
    const step = document.steps.find(({ id }) => id === choice.stepId);
    const path = `inside.steps.${stepId}.stepId`;
    if (!step)
      return [
        {
          path,
          message: `The new version has no step "${choice.stepId}".`,
          fix: "Choose a step of the draft.",
        },
      ];
    return stepOf(step.type)?.category === "entry"
      ? [{ path, message: "Nobody can be moved to a trigger.", fix: "Choose a step behind it." }]
      : [];
  });
}

function unchosen(plan: MovePlan, document: FlowDocument, inside: readonly InsideRow[]): Issue[] {
  const kept = new Set(document.steps.map(({ id }) => id));
  const gone = new Set(
    inside.map(({ stepId }) => stepId).filter((id) => !kept.has(id) && !Object.hasOwn(plan, id)),
  );
  return [...gone].map((stepId) => ({
    path: `inside.steps.${stepId}`,
    message: `Customers stand at the step "${stepId}", which the new version does not have.`,
    fix: "Choose a step where they go on, let them finish on their version, or let them leave.",
  }));
}
