import { DomainError } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { deleteDistributionRow } from "@/lib/server/db/distributions/delete-distribution";
import { transaction } from "@/lib/server/db/pool";
import { auditDistribution } from "./audit-distribution";
import { findDistributionOrFail } from "./find-distribution-or-fail";

/** Deletes a draft. @throws DomainError conflict once it went live: customers and numbers belong to it then */
export async function deleteDistribution(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock = systemClock,
): Promise<undefined> {
  authorise(actor, "flows:write");
  await transaction(async (client) => {
    const row = await findDistributionOrFail(client, actor.workspaceId, params.id, { lock: true });
    if (row.flow_id)
      throw new DomainError(
        "conflict",
        "This distribution went live and keeps its numbers. Stop it instead.",
      );
    await deleteDistributionRow(client, actor.workspaceId, row.id);
    await auditDistribution(client, actor, "deleted", row, clock());
  });
}
