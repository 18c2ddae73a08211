import { notFound } from "@/lib/domain/errors";
import type { DistributionRow } from "@/lib/server/db/distributions/distribution-row";
import { findDistribution } from "@/lib/server/db/distributions/find-distribution";
import type { Queryable } from "@/lib/server/db/pool";

/** The distribution with this id in this workspace. @throws DomainError not_found */
export async function findDistributionOrFail(
  queryable: Queryable,
  workspaceId: string,
  id: string,
  options: { lock?: boolean } = {},
): Promise<DistributionRow> {
  const row = await findDistribution(queryable, workspaceId, id, options);
  if (!row) throw notFound("distribution");
  return row;
}
