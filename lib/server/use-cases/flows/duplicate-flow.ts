import type { FlowDetail } from "@/lib/contracts/flows";
import { flowDocument } from "@/lib/domain/flow/document";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { transaction } from "@/lib/server/db/pool";
import { findFlowOrFail } from "./find-flow-or-fail";
import { makeFlow } from "./make-flow";

type Call = { actor: Actor; params: { id: string }; body: { name?: string } };

/** Copies a flow's draft into a new draft flow. */
export async function duplicateFlow({ actor, params, body }: Call, clock = systemClock): Promise<FlowDetail> {
  authorise(actor, "flows:write");
  return await transaction(async (client) => {
    const flow = await findFlowOrFail(client, actor.workspaceId, params.id);
    const name = body.name ?? `${flow.name.slice(0, 113)}, copy`;
    const document = flowDocument.parse(flow.draft);
    return await makeFlow(client, actor, { name, document, origin: { copyOf: flow.id } }, clock());
  });
}
