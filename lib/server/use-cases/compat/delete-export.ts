import type { compatDeleteExport } from "@/lib/contracts/compat-exports";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { deleteExport as remove } from "@/lib/server/use-cases/exports/delete-export";
import { findCompatExport } from "./find-compat-export";

/** Deletes an export with its file. */
export async function deleteExport({
  actor,
  params,
}: CompatCall<typeof compatDeleteExport>): Promise<CompatAnswer> {
  authorise(actor, "customers:write");
  const { id } = await findCompatExport(actor.workspaceId, params.id);
  await remove({ actor, params: { id } });
  return { status: 204, body: null };
}
