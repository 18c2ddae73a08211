import type { ResponseOf } from "@/lib/contracts/contract";
import type { pauseFlowContract } from "@/lib/contracts/flow-launches";
import type { FlowStatus } from "@/lib/contracts/flow-shared";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { countInside } from "@/lib/server/db/flows/count-inside";
import { pool } from "@/lib/server/db/pool";
import { findFlowOrFail } from "./find-flow-or-fail";

type Change = {
  verb: "pause" | "resume" | "stop";
  from: readonly FlowStatus[];
  to: FlowStatus;
  /** Carries it out from the statuses it may be carried out from. @returns whether the flow still was in one of them */
  apply: (flowId: string) => Promise<boolean>;
  at: Date;
};

/** Moves a flow from one status to another and writes it down. @throws DomainError conflict from a status that it cannot leave so */
export async function changeStatus(
  actor: Actor,
  flowId: string,
  { verb, from, to, apply, at }: Change,
): Promise<ResponseOf<typeof pauseFlowContract>> {
  authorise(actor, "flows:launch");
  const flow = await findFlowOrFail(pool(), actor.workspaceId, flowId);
  if (flow.status !== to && !from.includes(flow.status))
    throw new DomainError("conflict", `You cannot ${verb} a flow that is ${STATE[flow.status]}.`);
  // Also when it has that status already: an earlier try may have died before everybody inside was reached.
  if (!(await apply(flow.id))) {
    const { status } = await findFlowOrFail(pool(), actor.workspaceId, flowId);
    throw new DomainError(
      "conflict",
      `Somebody else was faster: this flow is ${STATE[status]} now. Nothing was changed.`,
    );
  }
  if (flow.status !== to)
    await writeAudit(pool(), {
      workspaceId: actor.workspaceId,
      actor: actor.id,
      action: `flow.${to === "live" ? "resumed" : to}`,
      objectType: "flow",
      objectId: flow.id,
      at,
    });
  const inside = await countInside(pool(), flow.id);
  return { status: to, inside: inside.reduce((sum, { count }) => sum + count, 0) };
}

const STATE: Record<FlowStatus, string> = {
  draft: "a draft",
  live: "live",
  paused: "paused",
  stopped: "stopped",
};
