import { shardOf } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";

/** A code that a run was given for its customer. */
type Gift = { runId: string; customerId: string; voucherId: string };

/**
 * Takes back gifts that no message has shown: their codes return to their pool with the start and the end they have of their own, and the gift counts for no cap and no report. Redeemed
 * codes stay given. Called inside the caller's transaction.
 * @param now epoch ms
 * @returns how many gifts were taken back
 */
export async function releaseVouchers(
  queryable: Queryable,
  gifts: readonly Gift[],
  now: number,
): Promise<number> {
  if (gifts.length === 0) return 0;
  const runIds = gifts.map(({ runId }) => runId);
  const customerIds = gifts.map(({ customerId }) => customerId);
  const voucherIds = gifts.map(({ voucherId }) => voucherId);
  // The code first: its row lock decides between this and a redemption on its way.
  const freed = await queryable.query<{ id: string }>({
    name: "release-vouchers",
    text: `UPDATE voucher v SET customer_id = NULL, run_id = NULL, published_at = NULL, starts_at = v.own_starts_at,
             expires_at = v.own_expires_at
           FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS w (run_id, customer_id, voucher_id)
           WHERE v.customer_id = w.customer_id AND v.run_id = w.run_id AND v.id = w.voucher_id AND v.redeemed_quantity = 0
           RETURNING v.id`,
    values: [runIds, customerIds, voucherIds],
  });
  const freedIds = freed.rows.map(({ id }) => id);
  // By customer, because publications are found by customer; a shared code frees no row, so its campaign's type stands in.
  const released = await queryable.query({
    name: "release-publications",
    text: `UPDATE publication p SET released_at = $4
           FROM unnest($1::uuid[], $2::uuid[], $3::uuid[]) AS w (run_id, customer_id, voucher_id), campaign c
           WHERE p.customer_id = w.customer_id AND p.run_id = w.run_id AND p.voucher_id = w.voucher_id AND p.released_at IS NULL
             AND c.id = p.campaign_id AND (p.voucher_id = ANY ($5::uuid[]) OR c.type = 'standalone')`,
    values: [runIds, customerIds, voucherIds, new Date(now), freedIds],
  });
  await queryable.query({
    name: "release-incentives",
    text: `UPDATE incentive i SET released_at = $4
           FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $6::smallint[]) AS w (run_id, customer_id, voucher_id, shard), campaign c
           WHERE i.shard = w.shard AND i.customer_id = w.customer_id AND i.run_id = w.run_id AND i.voucher_id = w.voucher_id
             AND i.released_at IS NULL AND c.id = i.campaign_id AND (i.voucher_id = ANY ($5::uuid[]) OR c.type = 'standalone')`,
    values: [runIds, customerIds, voucherIds, new Date(now), freedIds, customerIds.map((id) => shardOf(id))],
  });
  return released.rowCount ?? 0;
}
