import type { FlowDetail } from "@/lib/contracts/flows";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { transaction } from "@/lib/server/db/pool";
import { findFlowOrFail } from "./find-flow-or-fail";
import { flowDetail } from "./flow-detail";

type Call = { actor: Actor; params: { id: string }; body: { name?: string; archived?: boolean } };

/** Renames a flow, archives it or brings it back. @throws DomainError conflict when it runs and should be archived */
export async function updateFlow({ actor, params, body }: Call, clock = systemClock): Promise<FlowDetail> {
  authorise(actor, "flows:write");
  return await transaction(async (client) => {
    const flow = await findFlowOrFail(client, actor.workspaceId, params.id, { lock: true });
    const at = clock();
    const write = (action: string, detail: Record<string, unknown>) =>
      writeAudit(client, {
        workspaceId: actor.workspaceId,
        actor: actor.id,
        action,
        objectType: "flow",
        objectId: flow.id,
        detail,
        at,
      });
    if (body.name !== undefined && body.name !== flow.name) {
      await client.query(`UPDATE flow SET name = $2, updated_at = $3 WHERE id = $1`, [
        flow.id,
        body.name,
        at,
      ]);
      await write("flow.renamed", { from: flow.name, to: body.name });
    }
    const wasArchived = flow.archived_at !== null;
    if (body.archived !== undefined && body.archived !== wasArchived) {
      if (body.archived && (flow.status === "live" || flow.status === "paused"))
        throw new DomainError("conflict", `This flow is ${flow.status}: stop it before you archive it.`);
      await client.query(`UPDATE flow SET archived_at = $2, updated_at = $3 WHERE id = $1`, [
        flow.id,
        body.archived ? at : null,
        at,
      ]);
      await write(body.archived ? "flow.archived" : "flow.unarchived", {});
    }
    return await flowDetail(client, await findFlowOrFail(client, actor.workspaceId, flow.id));
  });
}
