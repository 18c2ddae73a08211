import { shardOf } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";

/**
 * Takes back the codes that runs were given and that no message has shown: they return to their pool, and their gift counts for no
 * cap and no report. Redeemed codes stay given. Called inside the caller's transaction.
 * @param now epoch ms
 * @param but ids of codes that stay given, since somebody has been shown them
 * @returns how many gifts were taken back
 */
export async function releaseVouchers(
  queryable: Queryable,
  runs: readonly { id: string; customerId: string }[],
  now: number,
  { but = [] }: { but?: readonly string[] } = {},
): Promise<number> {
  if (runs.length === 0) return 0;
  const runIds = runs.map(({ id }) => id);
  const customerIds = runs.map(({ customerId }) => customerId);
  // The code first: its row lock decides between this and a redemption on its way.
  const freed = await queryable.query<{ id: string }>({
    name: "release-vouchers",
    text: `UPDATE voucher v SET customer_id = NULL, run_id = NULL, published_at = NULL, starts_at = NULL, expires_at = NULL
           FROM unnest($1::uuid[], $2::uuid[]) AS w (run_id, customer_id)
           WHERE v.customer_id = w.customer_id AND v.run_id = w.run_id AND v.redeemed_quantity = 0 AND v.id <> ALL ($3::uuid[])
           RETURNING v.id`,
    values: [runIds, customerIds, but],
  });
  // By customer, because publications are found by customer; a shared code frees no row, so its campaign's type stands in.
  const released = await queryable.query({
    name: "release-publications",
    text: `UPDATE publication p SET released_at = $3
           FROM unnest($1::uuid[], $2::uuid[]) AS w (run_id, customer_id), campaign c
           WHERE p.customer_id = w.customer_id AND p.run_id = w.run_id AND p.released_at IS NULL AND c.id = p.campaign_id
             AND (p.voucher_id = ANY ($4::uuid[]) OR (c.type = 'standalone' AND p.voucher_id <> ALL ($5::uuid[])))`,
    values: [runIds, customerIds, new Date(now), freed.rows.map(({ id }) => id), but],
  });
  await queryable.query({
    name: "release-incentives",
    text: `UPDATE incentive i SET released_at = $3
           FROM unnest($1::uuid[], $2::uuid[], $5::smallint[]) AS w (run_id, customer_id, shard), campaign c
           WHERE i.shard = w.shard AND i.customer_id = w.customer_id AND i.run_id = w.run_id AND i.released_at IS NULL AND c.id = i.campaign_id
             AND (i.voucher_id = ANY ($4::uuid[]) OR (c.type = 'standalone' AND i.voucher_id <> ALL ($6::uuid[])))`,
    values: [
      runIds,
      customerIds,
      new Date(now),
      freed.rows.map(({ id }) => id),
      customerIds.map((id) => shardOf(id)),
      but,
    ],
  });
  return released.rowCount ?? 0;
}
