import type { compatGetSegment } from "@/lib/contracts/compat-extras";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { segmentShape } from "@/lib/server/compat/segment-shape";
import { findCompatSegment } from "./find-compat-segment";

/** One segment. */
export async function showSegment({
  actor,
  params,
}: CompatCall<typeof compatGetSegment>): Promise<CompatAnswer> {
  authorise(actor, "read");
  return { status: 200, body: segmentShape(await findCompatSegment(actor.workspaceId, params.id)) };
}
