import type { ResponseOf } from "@/lib/contracts/contract";
import type { getReviewContract } from "@/lib/contracts/reviews";
import { notFound } from "@/lib/domain/errors";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool, type Queryable } from "@/lib/server/db/pool";
import { campaignNames } from "@/lib/server/db/reviews/campaign-names";
import { readReview } from "@/lib/server/db/reviews/read-reviews";
import { loadReviewWords, reviewDetailAnswer } from "./review-answer";

type Call = { actor: Actor; params: { id: string } };

/** What is asked, with all that a person decides from. */
export async function getReview({ actor, params }: Call): Promise<ResponseOf<typeof getReviewContract>> {
  authorise(actor, "read");
  return await showReview(pool(), actor.workspaceId, params.id);
}

/** The same for whoever is allowed already, also inside a transaction. @throws DomainError not_found */
export async function showReview(
  queryable: Queryable,
  workspaceId: string,
  id: string,
): Promise<ResponseOf<typeof getReviewContract>> {
  const row = await readReview(queryable, workspaceId, id);
  if (!row) throw notFound("review");
  const words = await loadReviewWords(queryable, workspaceId, [row]);
  const names = await campaignNames(
    queryable,
    workspaceId,
    row.incentives.map(({ campaignId }) => campaignId),
  );
  return reviewDetailAnswer(row, words, names);
}
