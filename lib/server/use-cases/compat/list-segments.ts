import type { compatListSegments } from "@/lib/contracts/compat-extras";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { listShape } from "@/lib/server/compat/list-shape";
import { segmentShape } from "@/lib/server/compat/segment-shape";
import { pool } from "@/lib/server/db/pool";
import { pageOfSegments } from "@/lib/server/db/segments/page-of-segments";

/** A page of segments, newest first. */
export async function listSegments({
  actor,
  query,
}: CompatCall<typeof compatListSegments>): Promise<CompatAnswer> {
  authorise(actor, "read");
  const { rows, total } = await pageOfSegments(pool(), actor.workspaceId, query);
  return { status: 200, body: listShape("data", rows.map(segmentShape), total) };
}
