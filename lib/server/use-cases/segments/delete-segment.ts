import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { transaction } from "@/lib/server/db/pool";
import { flowsUsingSegment } from "@/lib/server/db/segments/flows-using-segment";
import { removeSegment } from "@/lib/server/db/segments/remove-segment";
import { findSegmentOrFail } from "./find-segment-or-fail";

/** Deletes a segment. @throws DomainError conflict while a flow names it */
export async function deleteSegment(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<undefined> {
  authorise(actor, "customers:write");
  const { workspaceId } = actor;
  await transaction(async (client) => {
    const segment = await findSegmentOrFail(client, workspaceId, params.id, { lock: true });
    const flows = await flowsUsingSegment(client, workspaceId, segment.id);
    if (flows.length > 0) {
      const names = flows.map(({ name }) => `"${name}"`).join(", ");
      throw new DomainError("conflict", `${names} asks for this segment. Choose another one there first.`, {
        extra: { flows },
      });
    }
    await removeSegment(client, segment.id);
    await writeAudit(client, {
      workspaceId,
      actor: actor.id,
      action: "segment.deleted",
      objectType: "segment",
      objectId: segment.id,
      detail: { name: segment.name },
      at: clock(),
    });
  });
}
