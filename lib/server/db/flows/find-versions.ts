import { db } from "@/lib/server/db/client";

/** A published version as stored. */
export type VersionRow = {
  id: string;
  flowId: string;
  workspaceId: string;
  number: number;
  document: unknown;
};

/** The published versions of these ids. They never change once written, so it does not matter which transaction asks. */
export async function findVersions(ids: readonly string[]): Promise<VersionRow[]> {
  return await db().flowVersion.findMany({
    where: { id: { in: [...ids] } },
    select: { id: true, flowId: true, workspaceId: true, number: true, document: true },
  });
}
