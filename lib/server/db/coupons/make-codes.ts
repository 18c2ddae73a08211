import { v7 as uuidv7 } from "uuid";
import { generateCodes } from "@/lib/domain/coupon/code";
import { shardOfValue } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";
import type { IssueOptions, IssueRequest } from "./issue-types";
import type { Wanted } from "./take-from-pool";
import { TELL_OF_MADE_CODES } from "./tell-of-made-codes";
import type { Given } from "./write-publications";

// A space is at most half full long before this many rounds leave a request without a code.
const ROUNDS = 20;

/**
 * Makes new codes, one a request, already assigned. A code that exists in the workspace is left to its owner and another is drawn:
 * one round in nearly all cases.
 */
export async function makeCodes(
  queryable: Queryable,
  wanted: readonly Wanted[],
  { now, random }: IssueOptions,
): Promise<Map<IssueRequest, Given>> {
  const made = new Map<IssueRequest, Given>();
  let missing = [...wanted];
  for (let round = 0; round < ROUNDS && missing.length > 0; round++) {
    const drafts = draw(missing, { now, random });
    const { rows } = await queryable.query<{ id: string }>({
      name: "make-given-vouchers",
      text: SQL,
      values: [
        drafts.map(({ shard }) => shard),
        drafts.map(({ id }) => id),
        drafts.map(({ campaign }) => campaign.workspaceId),
        drafts.map(({ campaign }) => campaign.id),
        drafts.map(({ code }) => code),
        drafts.map(({ request }) => request.customerId),
        drafts.map(({ request }) => request.runId),
        drafts.map(({ dates }) => (dates.startsAt === null ? null : new Date(dates.startsAt))),
        drafts.map(({ dates }) => (dates.expiresAt === null ? null : new Date(dates.expiresAt))),
        drafts.map(({ campaign }) => campaign.quantityPerCode),
        drafts.map(({ campaign: { discount } }) => (discount.type === "gift" ? discount.amount : null)),
        new Date(now),
      ],
    });
    const stored = new Set(rows.map(({ id }) => id));
    for (const { request, shard, id, code, dates } of drafts) {
      if (stored.has(id)) made.set(request, { shard, id, code, expiresAt: dates.expiresAt, shared: false });
    }
    missing = missing.filter(({ request }) => !made.has(request));
  }
  return made;
}

/** One draft a request. Sorted, so that two batches that draw the same codes wait for one another in one direction only. */
function draw(missing: readonly Wanted[], { now, random }: IssueOptions) {
  const byCampaign = new Map<string, Wanted[]>();
  for (const item of missing) {
    const group = byCampaign.get(item.campaign.id);
    if (group) group.push(item);
    else byCampaign.set(item.campaign.id, [item]);
  }
  return [...byCampaign.values()]
    .flatMap((items) => {
      const codes = generateCodes(items[0]!.campaign.codeConfig, items.length, random);
      return items.flatMap((item, index) => {
        const code = codes[index];
        return code === undefined
          ? []
          : [{ ...item, code, shard: shardOfValue(code), id: uuidv7({ msecs: now, random: random(16) }) }];
      });
    })
    .sort((a, b) => a.shard - b.shard || (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}

const SQL = `
WITH made AS (
INSERT INTO voucher (shard, id, workspace_id, campaign_id, code, customer_id, run_id, starts_at, expires_at, quantity, balance, published_at, created_at)
SELECT v.*, $12, $12
FROM unnest($1::smallint[], $2::uuid[], $3::uuid[], $4::uuid[], $5::text[], $6::uuid[], $7::uuid[], $8::timestamptz[], $9::timestamptz[], $10::int[], $11::bigint[]) AS v
ON CONFLICT (shard, workspace_id, code) DO NOTHING
RETURNING id, code, workspace_id, campaign_id, customer_id, created_at
), ${TELL_OF_MADE_CODES}
SELECT id FROM made`;
