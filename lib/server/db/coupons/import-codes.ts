import { v7 as uuidv7 } from "uuid";
import { shardOfValue } from "@/lib/domain/shard";
import { momentColumnOf, uuidColumnOf } from "@/lib/server/db/binary-columns";
import { column, columnOf, jsonColumnAt, jsonColumnOf } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";
import { TELL_OF_MADE_CODES } from "./tell-of-made-codes";

/** A code about to be put into a campaign. Times in epoch ms. */
export type CodeDraft = {
  line: number;
  code: string;
  customerId: string | null;
  startsAt: number | null;
  expiresAt: number | null;
  /** undefined: as the campaign says */
  quantity: number | null | undefined;
  active: boolean;
  metadata: Record<string, unknown>;
};

/**
 * Puts codes from a file into a campaign, those of customers as given, and tells the log of each.
 * @returns by line what was stored; a line whose code is taken is not there
 */
export async function importCodes(
  queryable: Queryable,
  campaign: { id: string; workspaceId: string; quantity_per_code: number | null },
  drafts: readonly CodeDraft[],
  now: Date,
): Promise<Map<number, { shard: number; id: string }>> {
  // Ids rise with the lines: a pool is given in their order, and millions of random ones would be put into all of each index instead of at its end.
  // Written in the order of the unique key, so that two files with the same codes wait in one direction only.
  const rows = drafts
    .map((draft) => ({
      ...draft,
      shard: shardOfValue(draft.code),
      id: uuidv7({ msecs: now.getTime(), seq: draft.line }),
    }))
    .sort((a, b) => a.shard - b.shard || (a.code < b.code ? -1 : a.code > b.code ? 1 : a.line - b.line));
  const { rows: stored } = await queryable.query<{ id: string }>({
    name: "import-codes",
    text: `WITH made AS (
           INSERT INTO voucher (shard, id, workspace_id, campaign_id, code, customer_id, published_at, starts_at, expires_at, own_starts_at, own_expires_at, quantity, active, metadata, created_at, balance)
           SELECT v.shard, v.id, $8, $9, v.code, v.customer_id, CASE WHEN v.customer_id IS NOT NULL THEN $10::timestamptz END,
                  v.starts_at, v.expires_at, CASE WHEN v.customer_id IS NULL THEN v.starts_at END,
                  CASE WHEN v.customer_id IS NULL THEN v.expires_at END, v.quantity, v.active, v.metadata::jsonb, $10::timestamptz,
                  (SELECT (c.discount->>'amount')::bigint FROM campaign c WHERE c.id = $9 AND c.discount->>'type' = 'gift')
           FROM unnest($1::smallint[], $2::uuid[], $3::text[], $4::uuid[], $5::timestamptz[], $6::timestamptz[], $7::int[], $11::boolean[], ${jsonColumnAt(12)})
             AS v (shard, id, code, customer_id, starts_at, expires_at, quantity, active, metadata)
           ON CONFLICT (shard, workspace_id, code) DO NOTHING RETURNING id, code, workspace_id, campaign_id, customer_id, created_at
           ), ${TELL_OF_MADE_CODES}
           SELECT id FROM made`,
    values: [
      columnOf(rows, "shard"),
      uuidColumnOf(rows, "id"),
      columnOf(rows, "code"),
      uuidColumnOf(rows, "customerId"),
      momentColumnOf(rows, "startsAt"),
      momentColumnOf(rows, "expiresAt"),
      column(rows.map(({ quantity }) => (quantity === undefined ? campaign.quantity_per_code : quantity))),
      campaign.workspaceId,
      campaign.id,
      now,
      columnOf(rows, "active"),
      jsonColumnOf(rows, "metadata"),
    ],
  });
  const ids = new Set(stored.map(({ id }) => id));
  return new Map(rows.filter(({ id }) => ids.has(id)).map(({ line, shard, id }) => [line, { shard, id }]));
}
