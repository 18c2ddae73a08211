import { shardOf } from "@/lib/domain/shard";
import { momentColumnOf, uuidColumn } from "@/lib/server/db/binary-columns";
import { column, jsonColumn, jsonColumnAt, shardColumn } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";
import { reviewIdOf } from "./ids";
import type { AskedReview, ClosedReview } from "./outcome";

/**
 * Writes one row per incentive that a person is asked about, with the cart and the discounts given before as they are now. One that is asked about
 * again at the same visit (its step was changed, or its failed run is tried again) is pending again, unless somebody has decided.
 */
export async function insertReviews(
  queryable: Queryable,
  now: Date,
  asked: readonly AskedReview[],
): Promise<void> {
  // Of two for one visit in a batch the later counts: one statement cannot write a row twice.
  const rows = [
    ...new Map(asked.map((one) => [`${one.run.id} ${one.run.stepId} ${one.run.visit}`, one])).values(),
  ];
  if (rows.length === 0) return;
  await queryable.query({
    name: "insert-reviews",
    text: INSERT,
    values: [
      shardColumn(rows.map(({ run }) => run.id)),
      now,
      uuidColumn(
        rows.map(({ run: { id, stepId, visit } }) => reviewIdOf({ runId: id, stepId, visit }, shardOf(id))),
      ),
      uuidColumn(rows.map(({ run }) => run.workspaceId)),
      uuidColumn(rows.map(({ run }) => run.customerId)),
      uuidColumn(rows.map(({ run }) => run.flowId)),
      uuidColumn(rows.map(({ run }) => run.versionId)),
      uuidColumn(rows.map(({ run }) => run.id)),
      column(rows.map(({ run }) => run.stepId)),
      column(rows.map(({ run }) => run.visit)),
      uuidColumn(rows.map(({ effect }) => effect.campaignId)),
      column(rows.map(({ effect }) => effect.cause)),
      column(rows.map(({ effect }) => effect.reason)),
      jsonColumn(rows.map(({ run }) => (run.context.cart ? JSON.stringify(run.context.cart) : null))),
      momentColumnOf(
        rows.map(({ effect }) => effect),
        "expiresAt",
      ),
    ],
  });
}

/** As many of the discounts given before as anybody looks through. */
const LEDGER = `
SELECT jsonb_agg(jsonb_build_object('campaignId', i.campaign_id, 'code', i.code, 'discount', i.value, 'recovery', i.recovery, 'givenAt', i.given_at)
                 ORDER BY i.given_at DESC)
FROM (SELECT * FROM incentive l WHERE l.shard = u.shard AND l.customer_id = u.customer_id AND l.released_at IS NULL
      ORDER BY l.given_at DESC LIMIT 20) i`;

const INSERT = `
INSERT INTO incentive_review AS r (shard, id, workspace_id, customer_id, flow_id, version_id, run_id, step_id, visit, campaign_id, cause, reason, cart,
  incentives, created_at, expires_at)
SELECT u.shard, u.id, u.workspace_id, u.customer_id, u.flow_id, u.version_id, u.run_id, u.step_id, u.visit, u.campaign_id, u.cause, u.reason,
  u.cart::jsonb, COALESCE((${LEDGER}), '[]'), $2, u.expires_at
FROM unnest($1::smallint[], $3::uuid[], $4::uuid[], $5::uuid[], $6::uuid[], $7::uuid[], $8::uuid[], $9::text[], $10::int[], $11::uuid[], $12::text[],
  $13::text[], ${jsonColumnAt(14)}, $15::timestamptz[])
  AS u (shard, id, workspace_id, customer_id, flow_id, version_id, run_id, step_id, visit, campaign_id, cause, reason, cart, expires_at)
ON CONFLICT (shard, run_id, step_id, visit) DO UPDATE
SET status = 'pending', version_id = EXCLUDED.version_id, campaign_id = EXCLUDED.campaign_id, cause = EXCLUDED.cause, reason = EXCLUDED.reason,
    cart = EXCLUDED.cart, incentives = EXCLUDED.incentives, expires_at = EXCLUDED.expires_at, settled_at = NULL, result = NULL, result_reason = NULL
WHERE r.status IN ('pending', 'expired', 'withdrawn')`;

/**
 * Says of runs that waited for a person what became of them. Where nobody has decided, nobody can any more: their time ran out, or the run went on or
 * ended by something else.
 */
export async function closeReviews(
  queryable: Queryable,
  now: Date,
  closed: readonly ClosedReview[],
): Promise<void> {
  // The latest of each visit counts: a run that failed and was tried again in one transaction is closed twice.
  const rows = [...new Map(closed.map((one) => [`${one.run.id} ${one.stepId} ${one.visit}`, one])).values()];
  if (rows.length === 0) return;
  await queryable.query({
    name: "close-reviews",
    text: CLOSE,
    values: [
      shardColumn(rows.map(({ run }) => run.id)),
      now,
      uuidColumn(rows.map(({ run }) => run.id)),
      column(rows.map(({ stepId }) => stepId)),
      column(rows.map(({ visit }) => visit)),
      column(rows.map(({ result }) => result)),
      column(rows.map(({ reason }) => reason)),
    ],
  });
}

const CLOSE = `
UPDATE incentive_review r
SET status = CASE WHEN r.status NOT IN ('pending', 'withdrawn') THEN r.status WHEN u.result = 'left:held' THEN 'expired' ELSE 'withdrawn' END,
    settled_at = COALESCE(r.settled_at, $2), result = u.result, result_reason = u.reason
FROM unnest($1::smallint[], $3::uuid[], $4::text[], $5::int[], $6::text[], $7::text[]) AS u (shard, run_id, step_id, visit, result, reason)
WHERE r.shard = u.shard AND r.run_id = u.run_id AND r.step_id = u.step_id AND r.visit = u.visit`;
