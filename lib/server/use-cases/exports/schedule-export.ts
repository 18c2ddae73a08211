import { v7 as uuid } from "uuid";
import type { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { scheduleExportContract } from "@/lib/contracts/exports";
import { DomainError } from "@/lib/domain/errors";
import { exportParameters } from "@/lib/domain/list/export";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { emitInternal } from "@/lib/server/db/events/emit-internal";
import { exportSql } from "@/lib/server/db/exports/export-columns";
import { findExport } from "@/lib/server/db/exports/export-row";
import { insertExport } from "@/lib/server/db/exports/insert-export";
import { transaction } from "@/lib/server/db/pool";
import { issuesOf } from "@/lib/server/http/read-json";
import { exportOf } from "./export-of";

type Body = z.input<NonNullable<typeof scheduleExportContract.body>>;

/** Asks for a list as a CSV file, which a job makes. What it asks for is looked at now, so that a file that cannot be made is never begun. */
export async function scheduleExport(
  { actor, body }: { actor: Actor; body: Body },
  clock: Clock = systemClock,
): Promise<ResponseOf<typeof scheduleExportContract>> {
  authorise(actor, "customers:write");
  const { object, ...parameters } = body;
  const { workspaceId } = actor;
  const read = exportParameters.safeParse(parameters);
  if (!read.success)
    throw new DomainError("invalid_input", "The export does not fit.", { issues: issuesOf(read.error) });
  exportSql(workspaceId, object, read.data);
  const id = uuid();
  const now = clock();
  return await transaction(async (client) => {
    // As it was written: the job reads it as this call did.
    await insertExport(client, { id, workspaceId, object, parameters, createdBy: actor.id }, now);
    const properties = { exportId: id, object, by: actor.id };
    await emitInternal(client, workspaceId, [{ name: "export.scheduled", customerId: null, properties }], {
      now,
    });
    await writeAudit(client, {
      workspaceId,
      actor: actor.id,
      action: "export.scheduled",
      objectType: "export",
      objectId: id,
      detail: { object },
      at: now,
    });
    const row = await findExport(client, id, workspaceId);
    if (!row) throw new Error("The export that was just written is not there.");
    return exportOf(row);
  });
}
