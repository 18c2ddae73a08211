import type { ResponseOf } from "@/lib/contracts/contract";
import type { getMoveContract } from "@/lib/contracts/flow-launches";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { findMove } from "@/lib/server/db/flows/find-move";
import { pool } from "@/lib/server/db/pool";
import { findFlowOrFail } from "./find-flow-or-fail";

/** How far the latest move of those inside a flow is. */
export async function getMove({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<ResponseOf<typeof getMoveContract>> {
  authorise(actor, "read");
  const flow = await findFlowOrFail(pool(), actor.workspaceId, params.id);
  const move = await findMove(pool(), flow.id);
  return {
    move: move && {
      version: move.number,
      total: move.total,
      moved: move.moved,
      ended: move.ended,
      kept: move.kept,
      startedAt: move.started_at.toISOString(),
      finishedAt: move.finished_at?.toISOString() ?? null,
    },
  };
}
