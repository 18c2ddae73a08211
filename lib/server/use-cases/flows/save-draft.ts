import type pg from "pg";
import { DomainError } from "@/lib/domain/errors";
import type { FlowDocument } from "@/lib/domain/flow/document";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { updateDraft } from "@/lib/server/db/flows/update-draft";
import { transaction } from "@/lib/server/db/pool";
import { findFlowOrFail } from "./find-flow-or-fail";
import { revisionConflict } from "./revision-conflict";

type Call = { actor: Actor; params: { id: string }; body: { revision: number; document: FlowDocument } };

/** Saves a draft, half-filled or not. @throws DomainError revision_conflict when somebody saved a newer one */
export async function saveDraft(
  { actor, params, body }: Call,
  clock = systemClock,
): Promise<{ revision: number; savedAt: string }> {
  authorise(actor, "flows:write");
  const at = clock();
  const revision = await transaction((client) =>
    saveRevision(client, actor, params.id, body.revision, body.document, at),
  );
  return { revision, savedAt: at.toISOString() };
}

/** The same inside a transaction of the caller. @returns the new revision */
export async function saveRevision(
  client: pg.PoolClient,
  actor: Actor,
  flowId: string,
  from: number,
  document: FlowDocument,
  at: Date,
): Promise<number> {
  const revision = await updateDraft(client, {
    flowId,
    workspaceId: actor.workspaceId,
    revision: from,
    document,
    savedBy: actor.id,
    at,
  });
  if (revision !== null) return revision;
  const flow = await findFlowOrFail(client, actor.workspaceId, flowId);
  if (flow.archived_at)
    throw new DomainError("conflict", "This flow is archived. Bring it back before you change it.");
  throw revisionConflict(flow);
}
