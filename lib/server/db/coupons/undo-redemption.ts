import { discount } from "@/lib/domain/coupon/discount";
import { budgetCurrency, countedMoney } from "@/lib/domain/coupon/limits";
import { shardOfValue } from "@/lib/domain/shard";
import type { Queryable } from "@/lib/server/db/pool";
import { forgetUncounted } from "./forget-counters";
import { insertGiftTransaction } from "./insert-gift-transaction";
import type { RedemptionRecord } from "./insert-redemption";
import { returnCounters } from "./redemption-counters";

/** Takes a redemption back: its code gets the use again, a gift card what was spent, and counters count it no more. The caller holds the redemption's row lock. `now` in epoch ms. */
export async function undoRedemption(
  queryable: Queryable,
  redemption: RedemptionRecord,
  { reason, by, now }: { reason: string | null; by: string; now: number },
): Promise<void> {
  // The code before the redemption, as where one is used: both are counted, and who counts them in another order would wait for one another.
  const { rows: cards } = await queryable.query<{ balance: number | null }>({
    name: "give-use-back",
    text: `UPDATE voucher SET redeemed_quantity = redeemed_quantity - 1, balance = balance + $3::bigint
           WHERE shard = $1 AND id = $2 AND redeemed_quantity > 0 RETURNING balance`,
    values: [shardOfValue(redemption.code), redemption.voucherId, redemption.discountAmount ?? 0],
  });
  await queryable.query({
    name: "undo-redemption",
    text: `UPDATE redemption SET status = 'rolled_back', rolled_back_at = $2 WHERE id = $1`,
    values: [redemption.id, new Date(now)],
  });
  const balance = cards[0]?.balance ?? null;
  if (balance !== null && redemption.discountAmount)
    await insertGiftTransaction(queryable, redemption, {
      type: "refund",
      amount: redemption.discountAmount,
      balance,
      reason,
      by,
      now,
    });
  const { campaignId, voucherId, customerId, createdAt, counted } = redemption;
  const { rows } = await queryable.query<{ zone: string; currency: string; discount: unknown }>({
    name: "read-counting",
    text: `SELECT w.time_zone AS zone, w.currency, c.discount FROM campaign c JOIN workspace w ON w.id = c.workspace_id WHERE c.id = $1`,
    values: [campaignId],
  });
  if (!rows[0]) return;
  const { zone } = rows[0];
  const currency = budgetCurrency(discount.parse(rows[0].discount), rows[0].currency);
  const money = { discount: redemption.discountAmount ?? 0, order: redemption.orderAmount ?? 0 };
  await returnCounters(
    queryable,
    campaignId,
    counted,
    countedMoney({ ...money, currency: redemption.currency }, currency),
  );
  const counting = { campaignId, voucherId, customerId, by: "", zone, currency, now: createdAt };
  await forgetUncounted(queryable, counting, counted);
}
