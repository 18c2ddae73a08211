import type { compatExportOrders, compatScheduleExport } from "@/lib/contracts/compat-exports";
import type { Exported } from "@/lib/domain/list/export";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { findExportOrFail } from "@/lib/server/use-cases/exports/find-export-or-fail";
import { scheduleExport as schedule } from "@/lib/server/use-cases/exports/schedule-export";
import { exportObject } from "./export-object";

/** Asks for a list as a CSV file, which is made in the background. */
export async function scheduleExport({
  actor,
  body,
}: CompatCall<typeof compatScheduleExport | typeof compatExportOrders>): Promise<CompatAnswer> {
  authorise(actor, "customers:write");
  const { fields, filters, order } = body.parameters ?? {};
  const object = "exported_object" in body ? (body.exported_object as Exported) : "order";
  const made = await schedule({ actor, body: { object, fields, filters, order } });
  return { status: 200, body: exportObject(await findExportOrFail(actor.workspaceId, made.id)) };
}
