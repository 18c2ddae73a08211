import type { compatDeleteSegment } from "@/lib/contracts/compat-extras";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { deleteSegment as remove } from "@/lib/server/use-cases/segments/delete-segment";
import { findCompatSegment } from "./find-compat-segment";

/** Deletes a segment that no flow, rule or distribution names. */
export async function deleteSegment({
  actor,
  params,
}: CompatCall<typeof compatDeleteSegment>): Promise<CompatAnswer> {
  authorise(actor, "customers:write");
  const { id } = await findCompatSegment(actor.workspaceId, params.id);
  await remove({ actor, params: { id } });
  return { status: 204, body: null };
}
