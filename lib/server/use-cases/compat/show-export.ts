import type { compatGetExport } from "@/lib/contracts/compat-exports";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { exportObject } from "./export-object";
import { findCompatExport } from "./find-compat-export";

/** How far an export is, and where its file is once it is done. */
export async function showExport({
  actor,
  params,
}: CompatCall<typeof compatGetExport>): Promise<CompatAnswer> {
  authorise(actor, "read");
  return { status: 200, body: exportObject(await findCompatExport(actor.workspaceId, params.id)) };
}
