import type { ResponseOf } from "@/lib/contracts/contract";
import type { flowChangesContract } from "@/lib/contracts/flows";
import { diffFlows } from "@/lib/domain/flow/diff";
import { emptyDocument, flowDocument } from "@/lib/domain/flow/document";
import { namesOf } from "@/lib/domain/flow/names-of";
import { stepWords } from "@/lib/domain/timeline/step-words";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { countInside } from "@/lib/server/db/flows/count-inside";
import { pool } from "@/lib/server/db/pool";
import { stepOf } from "@/lib/steps/registry";
import { findFlowOrFail } from "./find-flow-or-fail";
import { liveOf } from "./flow-detail";
import { loadReferences } from "./load-references";

type Answer = ResponseOf<typeof flowChangesContract>;

/** What a launch would change, and whom it would not: head counts at each changed or deleted step, before it happens. */
export async function flowChanges({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<Answer> {
  authorise(actor, "read");
  const flow = await findFlowOrFail(pool(), actor.workspaceId, params.id);
  const draft = flowDocument.parse(flow.draft);
  const live = liveOf(flow)?.document ?? emptyDocument();
  const inside = await countInside(pool(), flow.id);
  const names = namesOf(await loadReferences(pool(), actor.workspaceId));
  const known = new Map([...live.steps, ...draft.steps].map((step) => [step.id, step]));
  const diff = diffFlows(live, draft);
  return {
    inside: inside.reduce((sum, { count }) => sum + count, 0),
    versions: perVersion(inside),
    connections: diff.connections,
    settings: diff.settings,
    steps: diff.steps.map(({ kind, stepId }) => {
      const words = stepWords(known.get(stepId)!, stepOf, names);
      const here = inside.filter((row) => row.stepId === stepId);
      const { name, category } = words;
      return { kind, stepId, name, category, inside: here.reduce((sum, { count }) => sum + count, 0) };
    }),
    same: flow.live_version_id !== null && diff.same,
  };
}

function perVersion(inside: readonly { number: number; count: number }[]): Answer["versions"] {
  const sums = new Map<number, number>();
  for (const { number, count } of inside) sums.set(number, (sums.get(number) ?? 0) + count);
  return [...sums].map(([number, count]) => ({ number, inside: count }));
}
