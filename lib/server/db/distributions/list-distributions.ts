import type { Position } from "@/lib/server/db/coupons/list-campaign-rows";
import type { Queryable } from "@/lib/server/db/pool";
import { type DistributionRow, SELECT_DISTRIBUTIONS } from "./distribution-row";

/** Distributions of a workspace, newest first, from after a position. */
export async function listDistributionRows(
  queryable: Queryable,
  workspaceId: string,
  { search, after, limit }: { search: string | undefined; after: Position | null; limit: number },
): Promise<DistributionRow[]> {
  const { rows } = await queryable.query<DistributionRow>({
    name: "list-distributions",
    text: `${SELECT_DISTRIBUTIONS}
  AND ($2::text IS NULL OR position(lower($2) in lower(d.name)) > 0)
  AND ($3::timestamptz IS NULL OR (d.created_at, d.id) < ($3, $4::uuid))
ORDER BY d.created_at DESC, d.id DESC LIMIT $5`,
    values: [workspaceId, search || null, after?.at ?? null, after?.id ?? null, limit],
  });
  return rows;
}
