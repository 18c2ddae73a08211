import type pg from "pg";
import type { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { publishFlowContract } from "@/lib/contracts/flow-launches";
import { DomainError } from "@/lib/domain/errors";
import { diffFlows } from "@/lib/domain/flow/diff";
import { type FlowDocument, flowDocument } from "@/lib/domain/flow/document";
import type { Actor } from "@/lib/server/auth/actor";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { insertVersion } from "@/lib/server/db/flows/insert-version";
import { planScheduleEnd } from "@/lib/server/db/flows/plan-schedule-end";
import { checkDraft } from "./check-draft";
import { findFlowOrFail } from "./find-flow-or-fail";
import { liveOf } from "./flow-detail";
import { loadReferences } from "./load-references";
import { moveInside } from "./move-inside";
import { revisionConflict } from "./revision-conflict";

type Inside = z.output<NonNullable<(typeof publishFlowContract)["body"]>>["inside"];

/**
 * Launches a draft as an immutable version inside a transaction; the caller has checked the permission.
 * `inside` says what becomes of those inside; left out, they finish on their version.
 * @throws DomainError not_launchable with the problems while an error stands (S4-23), revision_conflict, invalid_input for a plan that
 * does not fit
 */
export async function launchDraft(
  client: pg.PoolClient,
  actor: Actor,
  { id, revision, inside }: { id: string; revision: number; inside?: Inside },
  at: Date,
): Promise<ResponseOf<typeof publishFlowContract>> {
  const flow = await findFlowOrFail(client, actor.workspaceId, id, { lock: true });
  if (flow.archived_at)
    throw new DomainError("conflict", "This flow is archived. Bring it back before you launch it.");
  if (flow.revision !== revision) throw revisionConflict(flow);
  const document = flowDocument.parse(flow.draft);
  await refuseWithProblems(client, actor, document);
  const move = async (versionId: string) =>
    inside?.mode === "move"
      ? await moveInside(
          client,
          { versionId, flowId: id, workspaceId: actor.workspaceId, document, at },
          inside.steps,
        )
      : 0;
  const live = liveOf(flow);
  const runs = flow.status === "live" || flow.status === "paused";
  if (live && runs && diffFlows(live.document, document).same) {
    const { versionId, number: version, publishedAt } = live;
    const moving = await move(versionId);
    if (moving > 0)
      await writeAudit(client, {
        workspaceId: actor.workspaceId,
        actor: actor.id,
        action: "flow.moved",
        objectType: "flow",
        objectId: flow.id,
        detail: { name: flow.name, version, moving },
        at,
      });
    return { version, versionId, status: flow.status, launchedAt: publishedAt, moving };
  }
  const status = flow.status === "paused" ? "paused" : "live";
  const version = await insertVersion(client, {
    flowId: flow.id,
    workspaceId: actor.workspaceId,
    document,
    status,
    publishedBy: actor.id,
    at,
  });
  await planScheduleEnd(client, version.id, document);
  const moving = await move(version.id);
  await writeAudit(client, {
    workspaceId: actor.workspaceId,
    actor: actor.id,
    action: "flow.published",
    objectType: "flow",
    objectId: flow.id,
    detail: { version: version.number, revision: flow.revision, inside: inside?.mode ?? "finish" },
    at,
  });
  return { version: version.number, versionId: version.id, status, launchedAt: at.toISOString(), moving };
}

async function refuseWithProblems(
  client: pg.PoolClient,
  actor: Actor,
  document: FlowDocument,
): Promise<void> {
  const problems = checkDraft(document, await loadReferences(client, actor.workspaceId));
  const errors = problems.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return;
  throw new DomainError(
    "not_launchable",
    errors.length === 1
      ? "One problem stands in the way of launching this flow."
      : `${errors.length} problems stand in the way of launching this flow.`,
    {
      issues: errors.map(({ stepId, stepName, path, message, fix }) => ({
        path: stepId ? ["steps", stepId, path].filter(Boolean).join(".") : "",
        message: stepName ? `${stepName}: ${message}` : message,
        fix,
      })),
      extra: { problems },
    },
  );
}
