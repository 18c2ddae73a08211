import type { Queryable } from "@/lib/server/db/pool";

/** Sets how often the one code of a standalone campaign may be redeemed; null is unlimited. */
export async function setStandaloneQuantity(
  queryable: Queryable,
  campaignId: string,
  quantity: number | null,
): Promise<void> {
  await queryable.query(
    `UPDATE voucher SET quantity = $2 WHERE campaign_id = $1 AND quantity IS DISTINCT FROM $2`,
    [campaignId, quantity],
  );
}
