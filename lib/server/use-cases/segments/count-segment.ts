import type { ResponseOf } from "@/lib/contracts/contract";
import type { countSegmentContract } from "@/lib/contracts/segments";
import type { SegmentRule } from "@/lib/domain/segment/rule";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { pool } from "@/lib/server/db/pool";
import { countMatching } from "@/lib/server/db/segments/count-matching";

/** How many customers a rule would take now. */
export async function countSegment(
  { actor, body }: { actor: Actor; body: { rule: SegmentRule } },
  clock = systemClock,
): Promise<ResponseOf<typeof countSegmentContract>> {
  authorise(actor, "read");
  return await countMatching(pool(), { workspaceId: actor.workspaceId, rule: body.rule }, clock);
}
