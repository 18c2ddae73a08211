import type { FlowDetail } from "@/lib/contracts/flows";
import { flowDocument } from "@/lib/domain/flow/document";
import { countInside } from "@/lib/server/db/flows/count-inside";
import type { FlowRow } from "@/lib/server/db/flows/find-flow";
import type { Queryable } from "@/lib/server/db/pool";

/** A flow as the API shows it, with how many are inside. */
export async function flowDetail(queryable: Queryable, row: FlowRow): Promise<FlowDetail> {
  const inside = row.launched_at ? await countInside(queryable, row.id) : [];
  return {
    id: row.id,
    name: row.name,
    status: row.status,
    archived: row.archived_at !== null,
    revision: row.revision,
    document: flowDocument.parse(row.draft),
    savedBy: row.saved_by,
    savedAt: (row.saved_at ?? row.updated_at).toISOString(),
    live: liveOf(row),
    inside: sumOf(inside),
    earlier: sumOf(inside.filter(({ versionId }) => versionId !== row.live_version_id)),
    launchedAt: row.launched_at?.toISOString() ?? null,
    updatedAt: row.updated_at.toISOString(),
  };
}

function sumOf(rows: readonly { count: number }[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** The live version, with the goal that is in force: it may have been changed since the version was published. */
export function liveOf(row: FlowRow): FlowDetail["live"] {
  if (!row.live_version_id || row.live_number === null || !row.live_published_at) return null;
  const document = flowDocument.parse(row.live_document);
  return {
    versionId: row.live_version_id,
    number: row.live_number,
    publishedAt: row.live_published_at.toISOString(),
    document: { ...document, settings: { ...document.settings, goal: row.goal } },
  };
}
