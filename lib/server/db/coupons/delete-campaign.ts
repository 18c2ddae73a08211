import { shardOf } from "@/lib/domain/shard";
import { tellWebhooks } from "@/lib/server/db/events/tell-webhooks";
import type { Queryable } from "@/lib/server/db/pool";

/**
 * Removes a campaign with its codes and lots, and tells the log of each code. The caller has made sure that nobody has one and that none is being given.
 * @returns false when one is used or assigned nevertheless: the caller's transaction must not be committed then
 */
export async function deleteCampaign(
  queryable: Queryable,
  workspaceId: string,
  campaignId: string,
  now: Date,
): Promise<boolean> {
  for (const table of ["code_batch", "code_import", "gift_transaction", "redemption", "publication"])
    await queryable.query(`DELETE FROM ${table} WHERE campaign_id = $1`, [campaignId]);
  await queryable.query(CODES, [campaignId, workspaceId, shardOf(workspaceId), now]);
  const left = await queryable.query(`SELECT FROM voucher WHERE campaign_id = $1 LIMIT 1`, [campaignId]);
  if (left.rowCount !== 0) return false;
  for (const table of ["campaign_total", "redemption_counter"])
    await queryable.query(`DELETE FROM ${table} WHERE campaign_id = $1`, [campaignId]);
  await queryable.query(`DELETE FROM validation_rule_assignment WHERE object_id = $1`, [campaignId]);
  await queryable.query(`DELETE FROM campaign WHERE id = $1`, [campaignId]);
  return true;
}

// A code that somebody is using is waited for, and looked at anew.
const CODES = `
WITH gone AS (DELETE FROM voucher WHERE campaign_id = $1 AND customer_id IS NULL AND redeemed_quantity = 0 RETURNING id, code), told AS (
INSERT INTO event (shard, workspace_id, customer_id, name, message_id, properties, occurred_at, accepted_at, source)
SELECT $3, $2, NULL, 'voucher.deleted', 'voucher:' || gone.id || ':deleted',
       jsonb_build_object('code', gone.code, 'voucherId', gone.id, 'campaignId', $1::uuid), $4, $4, 'engine' FROM gone
RETURNING shard, id, workspace_id, name, accepted_at
), ${tellWebhooks("told")}
SELECT`;
