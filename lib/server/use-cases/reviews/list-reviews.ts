import { z } from "zod";
import type { ResponseOf } from "@/lib/contracts/contract";
import type { listReviewsContract } from "@/lib/contracts/reviews";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { pool } from "@/lib/server/db/pool";
import {
  countPendingReviews,
  type ReviewStatus,
  listReviews as readReviews,
} from "@/lib/server/db/reviews/read-reviews";
import { decodeCursor, encodeCursor } from "@/lib/server/http/cursor";
import { findCustomerOrFail } from "@/lib/server/use-cases/customers/find-customer-or-fail";
import { loadReviewWords, reviewAnswer } from "./review-answer";

type Call = {
  actor: Actor;
  query: {
    cursor?: string;
    limit: number;
    status: ReviewStatus | "settled";
    customer?: string;
    flow?: string;
  };
};

/** A page of reviews, and how many wait in all. @throws DomainError not_found for a customer that is not in this workspace */
export async function listReviews({ actor, query }: Call): Promise<ResponseOf<typeof listReviewsContract>> {
  authorise(actor, "read");
  const { workspaceId } = actor;
  const after = decodeCursor(query.cursor, z.object({ at: z.iso.datetime(), id: z.uuid() }));
  const rows = await readReviews(pool(), {
    workspaceId,
    status: query.status,
    customer: query.customer ? await findCustomerOrFail(workspaceId, query.customer) : null,
    flowId: query.flow ?? null,
    after,
    limit: query.limit + 1,
  });
  const page = rows.slice(0, query.limit);
  const words = await loadReviewWords(pool(), workspaceId, page);
  const last = rows.length > query.limit ? page.at(-1) : undefined;
  const at = query.status === "pending" ? last?.expires_at : last?.settled_at;
  return {
    data: page.map((row) => reviewAnswer(row, words)),
    nextCursor: last && at ? encodeCursor({ at: at.toISOString(), id: last.id }) : null,
    pending: await countPendingReviews(pool(), workspaceId),
  };
}
