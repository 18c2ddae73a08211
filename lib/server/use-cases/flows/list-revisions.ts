import type { ResponseOf } from "@/lib/contracts/contract";
import type { listRevisionsContract } from "@/lib/contracts/flow-drafts";
import { diffFlows, type FlowDiff } from "@/lib/domain/flow/diff";
import { flowDocument } from "@/lib/domain/flow/document";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { listRevisions as readRevisions } from "@/lib/server/db/flows/list-revisions";
import { pool } from "@/lib/server/db/pool";
import { findFlowOrFail } from "./find-flow-or-fail";

/** The kept saves of a flow's draft, newest first, each with what it changed. */
export async function listRevisions({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<ResponseOf<typeof listRevisionsContract>> {
  authorise(actor, "read");
  const flow = await findFlowOrFail(pool(), actor.workspaceId, params.id);
  const rows = await readRevisions(pool(), flow.id);
  const documents = rows.map((row) => flowDocument.parse(row.document));
  return {
    data: rows.map((row, index) => {
      const document = documents[index]!;
      const before = documents[index + 1];
      return {
        revision: row.revision,
        savedBy: row.saved_by,
        savedAt: row.saved_at.toISOString(),
        steps: document.steps.length,
        change: before
          ? wordsOf(diffFlows(before, document))
          : row.revision === 1
            ? "Created"
            : "Oldest kept",
      };
    }),
  };
}

function wordsOf({ steps, connections, settings }: FlowDiff): string {
  const count = (kind: string) => steps.filter((step) => step.kind === kind).length;
  const parts = [
    [count("added"), "added"],
    [count("changed"), "changed"],
    [count("deleted"), "deleted"],
  ]
    .filter(([number]) => number)
    .map(([number, verb]) => `${number} ${number === 1 ? "step" : "steps"} ${verb}`);
  if (connections) parts.push(`${connections} ${connections === 1 ? "connection" : "connections"} changed`);
  if (settings.length > 0) parts.push(`settings: ${settings.join(", ")}`);
  return parts.join(", ") || "Steps moved";
}
