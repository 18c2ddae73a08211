import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { deleteExport as remove } from "@/lib/server/db/exports/delete-export";
import { transaction } from "@/lib/server/db/pool";

/** Deletes an export with its file, also while it is being made. */
export async function deleteExport(
  { actor, params }: { actor: Actor; params: { id: string } },
  clock: Clock = systemClock,
): Promise<undefined> {
  authorise(actor, "customers:write");
  const { workspaceId } = actor;
  const now = clock();
  await transaction(async (client) => {
    if (!(await remove(client, workspaceId, params.id))) throw notFound("export");
    const properties = { exportId: params.id, by: actor.id };
    await emitInternal(client, workspaceId, [{ name: "export.deleted", customerId: null, properties }], {
      now,
    });
    await writeAudit(client, {
      workspaceId,
      actor: actor.id,
      action: "export.deleted",
      objectType: "export",
      objectId: params.id,
      at: now,
    });
  });
}
