import type { ResponseOf } from "@/lib/contracts/contract";
import type { decideReviewContract } from "@/lib/contracts/reviews";
import { DomainError, notFound } from "@/lib/domain/errors";
import { REVIEW_DECIDED_EVENT, type ReviewDecidedProperties } from "@/lib/domain/flow/review-decided";
import type { ReviewDecision } from "@/lib/domain/flow/run";
import { shardOf } from "@/lib/domain/shard";
import { type Actor, authorise } from "@/lib/server/auth/actor";
import { systemClock } from "@/lib/server/clock";
import { writeAudit } from "@/lib/server/db/audit/write-audit";
import { appendEvents } from "@/lib/server/db/events/append-events";
import { wakeWorkers } from "@/lib/server/db/events/wake-workers";
import { transaction } from "@/lib/server/db/pool";
import { readReview } from "@/lib/server/db/reviews/read-reviews";
import { settleReview } from "@/lib/server/db/reviews/settle-review";
import { showReview } from "./get-review";
import { whyClosed } from "./review-answer";

type Call = { actor: Actor; params: { id: string }; body: { decision: ReviewDecision; note: string } };

/**
 * Decides about an incentive that waits. The decision is an event on the customer's log, so it keeps its place among theirs. It is taken under the lock of
 * their shard: a batch that lets the time run out does so before it, and then there is nothing left to decide, or sees it.
 * @throws DomainError conflict with who decided what, or why nobody can any more
 */
export async function decideReview(
  { actor, params, body }: Call,
  clock = systemClock,
): Promise<ResponseOf<typeof decideReviewContract>> {
  authorise(actor, "reviews:decide");
  const { workspaceId } = actor;
  const shard = shardOf(params.id);
  const answer = await transaction(async (client) => {
    // Asked before the lock is taken: an id of somebody else's holds nobody up.
    if (!(await readReview(client, workspaceId, params.id))) throw notFound("review");
    await client.query(`SELECT FROM shard WHERE id = $1 FOR UPDATE`, [shard]);
    const row = await readReview(client, workspaceId, params.id);
    if (!row) throw notFound("review");
    const closed = whyClosed(row);
    if (closed)
      throw new DomainError("conflict", closed, {
        extra: {
          status: row.status,
          decidedBy: row.decided_by_name,
          decidedAt: row.decided_at?.toISOString() ?? null,
        },
      });
    const at = clock();
    const by = { id: actor.id, name: actor.name };
    await settleReview(client, row.id, { ...body, by, at });
    const properties: ReviewDecidedProperties = {
      reviewId: row.id,
      runId: row.run_id,
      stepId: row.step_id,
      visit: row.visit,
      decision: body.decision,
      by: actor.name,
      note: body.note,
    };
    await appendEvents(client, [
      {
        shard,
        workspaceId,
        customerId: row.customer_id,
        name: REVIEW_DECIDED_EVENT,
        messageId: `run:${row.run_id}:review:${row.visit}`,
        properties,
        occurredAt: at,
        acceptedAt: at,
        source: "engine",
      },
    ]);
    await writeAudit(client, {
      workspaceId,
      actor: actor.id,
      action: `review.${body.decision}`,
      objectType: "review",
      objectId: row.id,
      detail: {
        customerId: row.customer_id,
        campaignId: row.campaign_id,
        flowId: row.flow_id,
        note: body.note,
      },
      at,
    });
    return await showReview(client, workspaceId, row.id);
  });
  wakeWorkers();
  return answer;
}
