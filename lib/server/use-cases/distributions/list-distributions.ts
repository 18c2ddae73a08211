import type { ResponseOf } from "@/lib/contracts/contract";
import type { listDistributionsContract } from "@/lib/contracts/distributions";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { listDistributionRows } from "@/lib/server/db/distributions/list-distributions";
import { pool } from "@/lib/server/db/pool";
import { pageOfRows, positionOf } from "@/lib/server/use-cases/coupons/page-of-rows";
import { distributionAnswer } from "./distribution-answer";

type Query = { cursor?: string; limit: number; search?: string };

/** A page of distributions, newest first. */
export async function listDistributions({
  actor,
  query,
}: {
  actor: Actor;
  query: Query;
}): Promise<ResponseOf<typeof listDistributionsContract>> {
  authorise(actor, "read");
  const rows = await listDistributionRows(pool(), actor.workspaceId, {
    search: query.search,
    after: positionOf(query.cursor),
    limit: query.limit + 1,
  });
  const { page, nextCursor } = pageOfRows(rows, query.limit);
  return { data: page.map(distributionAnswer), nextCursor };
}
