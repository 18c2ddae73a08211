import { v7 as uuidv7 } from "uuid";
import { shardOfValue } from "@/lib/domain/shard";
import { column } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";
import type { CodeTerms } from "./code-terms";
import { TELL_OF_MADE_CODES } from "./tell-of-made-codes";

/**
 * Puts codes that nobody has into a campaign, and tells the log of each (`voucher.created`): a code of a pool concerns no customer, so the engine is
 * not woken. Codes that exist in the workspace already are left to their owners.
 * @param campaign.quantity redemptions per code; null is unlimited
 * @param terms what each has of its own
 * @returns how many were new
 */
export async function insertCodes(
  queryable: Queryable,
  campaign: { id: string; workspaceId: string; quantity: number | null },
  codes: readonly string[],
  now: Date,
  terms: CodeTerms = {},
): Promise<number> {
  // Ids rise, so that they are put at the end of each index; the rows are in the order of the unique key, so that two lots with the same codes wait in
  // one direction only.
  const rows = codes
    .map((code, seq) => ({ code, shard: shardOfValue(code), id: uuidv7({ msecs: now.getTime(), seq }) }))
    .sort((a, b) => a.shard - b.shard || (a.code < b.code ? -1 : 1));
  const { rowCount } = await queryable.query({
    name: "insert-codes",
    text: `WITH made AS (
             INSERT INTO voucher (shard, id, workspace_id, campaign_id, code, quantity, created_at, active, starts_at, own_starts_at, expires_at, own_expires_at, metadata, balance)
             SELECT v.shard, v.id, $4, $5, v.code, $6, $7, $8, $9::timestamptz, $9::timestamptz, $10::timestamptz, $10::timestamptz, $11::jsonb,
                    (SELECT (c.discount->>'amount')::bigint FROM campaign c WHERE c.id = $5 AND c.discount->>'type' = 'gift')
             FROM unnest($1::smallint[], $2::uuid[], $3::text[]) AS v (shard, id, code)
             ON CONFLICT (shard, workspace_id, code) DO NOTHING RETURNING id, code, workspace_id, campaign_id, customer_id, created_at
           ), ${TELL_OF_MADE_CODES}
           SELECT FROM made`,
    values: [
      column(rows.map(({ shard }) => shard)),
      column(rows.map(({ id }) => id)),
      column(rows.map(({ code }) => code)),
      campaign.workspaceId,
      campaign.id,
      terms.quantity === undefined ? campaign.quantity : terms.quantity,
      now,
      terms.active ?? true,
      terms.startsAt ?? null,
      terms.expiresAt ?? null,
      JSON.stringify(terms.metadata ?? {}),
    ],
  });
  return rowCount ?? 0;
}
