import { v7 as uuidv7 } from "uuid";
import { shardOf } from "@/lib/domain/shard";
import { appendWhereHeard } from "@/lib/server/db/events/append-where-heard";
import type { Queryable } from "@/lib/server/db/pool";
import type { IssueOptions, IssueRequest } from "./issue-types";

/** A code about to be given. `expiresAt` in epoch ms; `shared` when it is everybody's and belongs to nobody. */
export type Given = { shard: number; id: string; code: string; expiresAt: number | null; shared: boolean };

/**
 * Writes one row a code given, and its row in the ledger of incentives, which caps and reports read. A source id that stands in it already keeps its row, unless
 * that gift was taken back.
 * @returns the ids of the publications, by the requests whose row was written
 */
export async function writePublications(
  queryable: Queryable,
  codes: ReadonlyMap<IssueRequest, Given>,
  { now, random }: IssueOptions,
): Promise<Map<IssueRequest, string>> {
  if (codes.size === 0) return new Map();
  // In the order of the unique key, so that two writers of the same source ids wait in one direction only.
  const pairs = [...codes].sort(([a], [b]) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const requests = pairs.map(([request]) => request);
  const { rows } = await queryable.query<{
    workspace_id: string;
    source_id: string;
    id: string;
    gift: number | null;
  }>({
    name: "write-publications",
    text: SQL,
    values: [
      requests.map(() => uuidv7({ msecs: now, random: random(16) })),
      requests.map(({ workspaceId }) => workspaceId),
      requests.map(({ campaignId }) => campaignId),
      pairs.map(([, code]) => code.id),
      pairs.map(([, code]) => code.code),
      requests.map(({ customerId }) => customerId),
      requests.map(({ sourceId }) => sourceId),
      requests.map(({ source }) => source ?? "flow"),
      requests.map(({ flowId }) => flowId),
      requests.map(({ runId }) => runId),
      requests.map(({ stepId }) => stepId),
      requests.map(({ channel }) => channel ?? null),
      requests.map(({ metadata }) => JSON.stringify(metadata ?? {})),
      requests.map(({ demo }) => demo ?? false),
      new Date(now),
    ],
  });
  const written = new Map(rows.map((row) => [`${row.workspace_id} ${row.source_id}`, row]));
  const standing = pairs.filter(([request]) => written.has(keyOf(request)));
  await tell(queryable, standing, new Date(now));
  const rewards = standing.flatMap(([request, code]): RewardedWith[] => {
    const amount = written.get(keyOf(request))?.gift ?? null;
    return amount === null ? [] : [{ request, code, amount }];
  });
  await tellOfRewards(queryable, rewards, new Date(now));
  return new Map(standing.map(([request]) => [request, written.get(keyOf(request))!.id]));
}

type RewardedWith = { request: IssueRequest; code: Given; amount: number };

/** Whoever is given a gift card is rewarded with what is on it. */
async function tellOfRewards(
  queryable: Queryable,
  rewards: readonly RewardedWith[],
  now: Date,
): Promise<void> {
  await appendWhereHeard(
    queryable,
    rewards.map(({ request: { workspaceId, customerId, campaignId, sourceId }, code, amount }) => ({
      shard: shardOf(customerId),
      workspaceId,
      customerId,
      name: "customer.rewarded",
      messageId: `publication:${code.id}:${sourceId}:rewarded`,
      properties: { reward: "gift_card", code: code.code, voucherId: code.id, campaignId, amount },
      occurredAt: now,
      acceptedAt: now,
      source: "engine",
    })),
  );
}

async function tell(queryable: Queryable, given: readonly [IssueRequest, Given][], now: Date): Promise<void> {
  await appendWhereHeard(
    queryable,
    given.map(([request, code]) => ({
      shard: shardOf(request.customerId),
      workspaceId: request.workspaceId,
      customerId: request.customerId,
      name: "voucher.published",
      messageId: `publication:${code.id}:${request.sourceId}`,
      properties: {
        code: code.code,
        voucherId: code.id,
        campaignId: request.campaignId,
        source: request.source ?? "flow",
        flowId: request.flowId,
        runId: request.runId,
        stepId: request.stepId,
        expiresAt: code.expiresAt === null ? null : new Date(code.expiresAt).toISOString(),
      },
      occurredAt: now,
      acceptedAt: now,
      source: "engine",
    })),
  );
}

function keyOf({ workspaceId, sourceId }: IssueRequest): string {
  return `${workspaceId} ${sourceId}`;
}

// The ledger's row is written by the same statement, so that no code is given without it. Its shard is the customer's: see shardOf.
const SQL = `
WITH written AS (
  INSERT INTO publication AS p (id, workspace_id, campaign_id, voucher_id, code, customer_id, source_id, source, flow_id, run_id, step_id, channel, metadata, demo, created_at)
  SELECT n.id, n.workspace_id, n.campaign_id, n.voucher_id, n.code, n.customer_id, n.source_id, n.source, n.flow_id, n.run_id, n.step_id,
         n.channel, n.metadata::jsonb, n.demo, $15
  FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::text[], $8::text[], $9::uuid[], $10::uuid[], $11::text[], $12::text[], $13::text[], $14::boolean[])
    AS n (id, workspace_id, campaign_id, voucher_id, code, customer_id, source_id, source, flow_id, run_id, step_id, channel, metadata, demo)
  ON CONFLICT (workspace_id, source_id) DO UPDATE
  SET campaign_id = EXCLUDED.campaign_id, voucher_id = EXCLUDED.voucher_id, code = EXCLUDED.code, customer_id = EXCLUDED.customer_id,
      channel = EXCLUDED.channel, metadata = EXCLUDED.metadata, released_at = NULL, created_at = EXCLUDED.created_at
  WHERE p.released_at IS NOT NULL
  RETURNING p.*
), ledger AS (
  INSERT INTO incentive (shard, id, workspace_id, customer_id, campaign_id, voucher_id, code, source, flow_id, run_id, value, recovery, demo, given_at)
  SELECT ('x' || right(w.customer_id::text, 2))::bit(8)::int % 64, gen_random_uuid(), w.workspace_id, w.customer_id, w.campaign_id, w.voucher_id, w.code, w.source, w.flow_id, w.run_id, c.discount, c.recovery,
         w.demo, w.created_at
  FROM written w JOIN campaign c ON c.id = w.campaign_id
)
SELECT w.workspace_id, w.source_id, w.id, CASE WHEN c.discount->>'type' = 'gift' THEN (c.discount->>'amount')::bigint END AS gift
FROM written w JOIN campaign c ON c.id = w.campaign_id`;
