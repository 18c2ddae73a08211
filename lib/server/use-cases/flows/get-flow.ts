import type { FlowDetail } from "@/lib/contracts/flows";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { findFlowOrFail } from "./find-flow-or-fail";
import { flowDetail } from "./flow-detail";

/** A flow: its draft, and what is live. */
export async function getFlow({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<FlowDetail> {
  authorise(actor, "read");
  return await flowDetail(pool(), await findFlowOrFail(pool(), actor.workspaceId, params.id));
}
