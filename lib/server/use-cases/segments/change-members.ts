import type { ResponseOf } from "@/lib/contracts/contract";
import type { changeSegmentMembersContract } from "@/lib/contracts/segments";
import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { transaction } from "@/lib/server/db/pool";
import { addMembers, removeMembers } from "@/lib/server/db/segments/change-member-rows";
import { findSegmentOrFail } from "./find-segment-or-fail";

type Call = { actor: Actor; params: { id: string }; body: { add: string[]; remove: string[] } };

/** Puts customers into a static segment and takes others out; the log tells of each who was not in it, or was. */
export async function changeMembers(
  { actor, params, body }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof changeSegmentMembersContract>> {
  authorise(actor, "customers:write");
  const { workspaceId } = actor;
  const now = clock();
  const answer = await transaction(async (client) => {
    const segment = await findSegmentOrFail(client, workspaceId, params.id, { lock: true });
    if (segment.type === "auto")
      throw new DomainError(
        "conflict",
        "Who belongs to an auto-update segment follows from its rule. Change the rule.",
      );
    const of = { workspaceId, segmentId: segment.id };
    const removed = await removeMembers(client, { ...of, customerIds: body.remove });
    const added = await addMembers(client, { ...of, customerIds: body.add }, now);
    const properties = { segmentId: segment.id, segmentName: segment.name };
    await emitInternal(
      client,
      workspaceId,
      [
        ...removed.map((customerId) => ({ name: "customer.segment.left" as const, customerId, properties })),
        ...added.map((customerId) => ({ name: "customer.segment.entered" as const, customerId, properties })),
      ],
      { now },
    );
    return { added: added.length, removed: removed.length };
  });
  wakeWorkers();
  return answer;
}
