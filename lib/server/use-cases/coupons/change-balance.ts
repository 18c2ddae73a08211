import { addBalance } from "@/lib/server/db/coupons/add-balance";
import { insertGiftTransaction } from "@/lib/server/db/coupons/insert-gift-transaction";
import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";
import { emitInternal, type Happening } from "@/lib/server/db/events/emit-internal";
import type { Queryable } from "@/lib/server/db/pool";

/**
 * Adds minor units to a gift card, or takes them, inside the caller's transaction, and tells the log; whoever holds the card is rewarded by what is
 * added.
 * @param by user:<id> | key:<id> | system
 * @returns what is on it now; null when less would be on it than nothing
 */
export async function changeBalance(
  client: Queryable,
  voucher: StoredVoucher,
  amount: number,
  { by, reason = null, now }: { by: string; reason?: string | null; now: Date },
): Promise<number | null> {
  const balance = await addBalance(client, voucher, amount);
  if (balance === null) return null;
  const { customerId, workspaceId } = voucher;
  if (amount !== 0)
    await insertGiftTransaction(
      client,
      { workspaceId, campaignId: voucher.campaign.id, voucherId: voucher.id, code: voucher.code },
      { type: amount > 0 ? "addition" : "removal", amount, balance, reason, by, now: now.getTime() },
    );
  const about = {
    code: voucher.code,
    voucherId: voucher.id,
    campaignId: voucher.campaign.id,
    amount,
    balance,
  };
  const happenings: Happening[] = [{ name: "voucher.gift.balance_added", customerId, properties: about }];
  if (amount > 0 && customerId !== null)
    happenings.push({
      name: "customer.rewarded",
      customerId,
      properties: { reward: "gift_balance", ...about },
    });
  await emitInternal(client, workspaceId, happenings, { now });
  return balance;
}
