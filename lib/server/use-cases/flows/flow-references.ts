import type { ResponseOf } from "@/lib/contracts/contract";
import type { flowReferencesContract } from "@/lib/contracts/flow-drafts";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { readReferences } from "@/lib/server/db/flows/read-references";
import { pool } from "@/lib/server/db/pool";

/** What the steps of a flow can name in this workspace. */
export async function flowReferences({
  actor,
}: {
  actor: Actor;
}): Promise<ResponseOf<typeof flowReferencesContract>> {
  authorise(actor, "read");
  return await readReferences(pool(), actor.workspaceId);
}
