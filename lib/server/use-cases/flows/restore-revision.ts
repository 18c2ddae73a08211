import type { ResponseOf } from "@/lib/contracts/contract";
import type { restoreRevisionContract } from "@/lib/contracts/flow-drafts";
import { notFound } from "@/lib/domain/errors";
import { flowDocument } from "@/lib/domain/flow/document";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { transaction } from "@/lib/server/db/pool";
import { findFlowOrFail } from "./find-flow-or-fail";
import { saveRevision } from "./save-draft";

type Call = { actor: Actor; params: { id: string; revision: number }; body: { revision: number } };

/** Saves an earlier drawing again, as the newest revision: what came between stays in the list. */
export async function restoreRevision(
  { actor, params, body }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof restoreRevisionContract>> {
  authorise(actor, "flows:write");
  return await transaction(async (client) => {
    const flow = await findFlowOrFail(client, actor.workspaceId, params.id, { lock: true });
    const { rows } = await client.query<{ document: unknown }>(
      `SELECT document FROM flow_revision WHERE flow_id = $1 AND revision = $2`,
      [flow.id, params.revision],
    );
    if (!rows[0]) throw notFound("revision of this flow");
    const document = flowDocument.parse(rows[0].document);
    const at = clock();
    const revision = await saveRevision(client, actor, flow.id, body.revision, document, at);
    await writeAudit(client, {
      workspaceId: actor.workspaceId,
      actor: actor.id,
      action: "flow.restored",
      objectType: "flow",
      objectId: flow.id,
      detail: { restored: params.revision, revision },
      at,
    });
    return { revision, savedAt: at.toISOString(), document };
  });
}
