import type { ResponseOf } from "@/lib/contracts/contract";
import type { countReviewsContract } from "@/lib/contracts/reviews";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import { countPendingReviews } from "@/lib/server/db/reviews/read-reviews";

/** How many reviews wait for a decision: asked for again and again by every open window, so it reads nothing but their index. */
export async function countReviews({
  actor,
}: {
  actor: Actor;
}): Promise<ResponseOf<typeof countReviewsContract>> {
  authorise(actor, "read");
  return { pending: await countPendingReviews(pool(), actor.workspaceId) };
}
