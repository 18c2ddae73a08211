import type { ResponseOf } from "@/lib/contracts/contract";
import type { flowChangesContract } from "@/lib/contracts/flow-launches";
import { diffFlows, type StepChange, sameStep } from "@/lib/domain/flow/diff";
import { type DraftStep, emptyDocument, type FlowDocument, flowDocument } from "@/lib/domain/flow/document";
import { namesOf } from "@/lib/domain/flow/names-of";
import { stepWords } from "@/lib/domain/timeline/step-words";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { countInside, type InsideRow } from "@/lib/server/db/flows/count-inside";
import { findVersions } from "@/lib/server/db/flows/find-versions";
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
  const diff = diffFlows(live, draft);
  const older = await olderSteps(inside.filter(({ versionId }) => versionId !== flow.live_version_id));
  const changes = [...diff.steps, ...changedSince(older, draft, diff.steps)];
  const names = namesOf(await loadReferences(pool(), actor.workspaceId));
  const known = new Map([...older, ...live.steps, ...draft.steps].map((step) => [step.id, step]));
  return {
    inside: inside.reduce((sum, { count }) => sum + count, 0),
    versions: perVersion(inside),
    connections: diff.connections,
    settings: diff.settings,
    steps: changes.map(({ kind, stepId }) => {
      const words = stepWords(known.get(stepId)!, stepOf, names);
      // What differs from older versions alone concerns nobody on the live one.
      const concerned = diff.steps.some((step) => step.stepId === stepId)
        ? inside
        : inside.filter((row) => row.versionId !== flow.live_version_id);
      const here = concerned.filter((row) => row.stepId === stepId);
      const { name, category } = words;
      return { kind, stepId, name, category, inside: here.reduce((sum, { count }) => sum + count, 0) };
    }),
    same: flow.live_version_id !== null && diff.same,
  };
}

/** The steps of older versions at which somebody stands, as they are drawn there. */
async function olderSteps(inside: readonly InsideRow[]): Promise<DraftStep[]> {
  if (inside.length === 0) return [];
  const versions = await findVersions([...new Set(inside.map(({ versionId }) => versionId))]);
  return versions.flatMap((version) => {
    const here = new Set(
      inside.filter(({ versionId }) => versionId === version.id).map(({ stepId }) => stepId),
    );
    return flowDocument.parse(version.document).steps.filter(({ id }) => here.has(id));
  });
}

/** What the draft changes for those inside older versions, beside what it changes against the live one. */
function changedSince(
  older: readonly DraftStep[],
  draft: FlowDocument,
  already: readonly StepChange[],
): StepChange[] {
  const changes = new Map<string, StepChange>();
  for (const step of older) {
    if (already.some(({ stepId }) => stepId === step.id)) continue;
    const now = draft.steps.find(({ id }) => id === step.id);
    if (!now) changes.set(step.id, { kind: "deleted", stepId: step.id });
    else if (!sameStep(step, now)) changes.set(step.id, { kind: "changed", stepId: step.id });
  }
  return [...changes.values()];
}

function perVersion(inside: readonly { number: number; count: number }[]): Answer["versions"] {
  const sums = new Map<number, number>();
  for (const { number, count } of inside) sums.set(number, (sums.get(number) ?? 0) + count);
  return [...sums].map(([number, count]) => ({ number, inside: count }));
}
