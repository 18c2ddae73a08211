import { referencesOf } from "@/lib/domain/flow/references-of";
import type { References } from "@/lib/domain/flow/step-definition";
import { readReferences } from "@/lib/server/db/flows/read-references";
import type { Queryable } from "@/lib/server/db/pool";

/** What exists in a workspace, for the validation of its flows. */
export async function loadReferences(queryable: Queryable, workspaceId: string): Promise<References> {
  return referencesOf(await readReferences(queryable, workspaceId));
}
