import { shardOfValue } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";

/** Takes a redemption back and gives its code the use again. The caller holds the redemption's row lock. `now` in epoch ms. */
export async function undoRedemption(
  queryable: Queryable,
  redemption: { id: string; voucherId: string; code: string },
  now: number,
): Promise<void> {
  await queryable.query({
    name: "undo-redemption",
    text: `UPDATE redemption SET status = 'rolled_back', rolled_back_at = $2 WHERE id = $1`,
    values: [redemption.id, new Date(now)],
  });
  await queryable.query({
    name: "give-use-back",
    text: `UPDATE voucher SET redeemed_quantity = redeemed_quantity - 1 WHERE shard = $1 AND id = $2 AND redeemed_quantity > 0`,
    values: [shardOfValue(redemption.code), redemption.voucherId],
  });
}
