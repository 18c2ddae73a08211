import type { Queryable } from "@/lib/server/db/pool";

/** Removes a campaign with its codes and lots. The caller has made sure that nobody has a code. */
export async function deleteCampaign(queryable: Queryable, campaignId: string): Promise<void> {
  for (const table of [
    "code_batch",
    "redemption",
    "publication",
    "voucher",
    "campaign_total",
    "redemption_counter",
  ]) {
    await queryable.query(`DELETE FROM ${table} WHERE campaign_id = $1`, [campaignId]);
  }
  await queryable.query(`DELETE FROM validation_rule_assignment WHERE object_id = $1`, [campaignId]);
  await queryable.query(`DELETE FROM campaign WHERE id = $1`, [campaignId]);
}
