import type { ResponseOf } from "@/lib/contracts/contract";
import type { getSegmentContract } from "@/lib/contracts/segments";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { flowsUsingSegment } from "@/lib/server/db/segments/flows-using-segment";
import { segmentOf } from "@/lib/server/db/segments/segment-row";
import { findSegmentOrFail } from "./find-segment-or-fail";

/** One segment, and the flows that name it. */
export async function getSegment({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<ResponseOf<typeof getSegmentContract>> {
  authorise(actor, "read");
  const segment = await findSegmentOrFail(pool(), actor.workspaceId, params.id);
  return {
    ...segmentOf(segment),
    flows: await flowsUsingSegment(pool(), actor.workspaceId, segment.id),
  };
}
