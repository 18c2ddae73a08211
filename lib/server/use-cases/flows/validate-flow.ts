import type { ResponseOf } from "@/lib/contracts/contract";
import type { validateFlowContract } from "@/lib/contracts/flow-drafts";
import { flowDocument } from "@/lib/domain/flow/document";
import { launchable } from "@/lib/domain/flow/problems";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { checkDraft } from "./check-draft";
import { findFlowOrFail } from "./find-flow-or-fail";
import { loadReferences } from "./load-references";

/** Every problem of the saved draft. */
export async function validateFlow({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<ResponseOf<typeof validateFlowContract>> {
  authorise(actor, "read");
  const flow = await findFlowOrFail(pool(), actor.workspaceId, params.id);
  const references = await loadReferences(pool(), actor.workspaceId);
  const problems = checkDraft(flowDocument.parse(flow.draft), references);
  return { launchable: launchable(problems), revision: flow.revision, problems };
}
