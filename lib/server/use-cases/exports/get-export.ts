import type { ResponseOf } from "@/lib/contracts/contract";
import type { getExportContract } from "@/lib/contracts/exports";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { exportOf } from "./export-of";
import { findExportOrFail } from "./find-export-or-fail";

/** How far an export is. */
export async function getExport({
  actor,
  params,
}: {
  actor: Actor;
  params: { id: string };
}): Promise<ResponseOf<typeof getExportContract>> {
  authorise(actor, "read");
  return exportOf(await findExportOrFail(actor.workspaceId, params.id));
}
