import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { transaction } from "@/lib/server/db/pool";
import { draftsUsingSegment } from "@/lib/server/db/segments/drafts-using-segment";
import { flowsUsingSegment } from "@/lib/server/db/segments/flows-using-segment";
import { removeSegment } from "@/lib/server/db/segments/remove-segment";
import { rulesUsingSegment } from "@/lib/server/db/segments/rules-using-segment";
import { findSegmentOrFail } from "./find-segment-or-fail";

/** Deletes a segment. @throws DomainError conflict while a flow, a validation rule or a draft of a distribution names it */
export async function deleteSegment(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<undefined> {
  authorise(actor, "customers:write");
  const { workspaceId } = actor;
  await transaction(async (client) => {
    const segment = await findSegmentOrFail(client, workspaceId, params.id, { lock: true });
    const flows = await flowsUsingSegment(client, workspaceId, segment.id);
    const rules = await rulesUsingSegment(client, workspaceId, segment.id);
    const distributions = await draftsUsingSegment(client, workspaceId, segment.id);
    const users = [
      ...flows.map(({ name }) => `the flow "${name}"`),
      ...rules.map(({ name }) => `the validation rule "${name}"`),
      ...distributions.map(({ name }) => `the distribution "${name}"`),
    ];
    if (users.length > 0) {
      const names = new Intl.ListFormat("en").format(users);
      throw new DomainError("conflict", `Still in use: ${names}. Choose another segment there first.`, {
        extra: { flows, rules, distributions },
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
