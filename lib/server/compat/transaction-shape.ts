import type { GiftTransaction } from "@/lib/server/db/coupons/page-of-transactions";
import { publicId, uuidOf } from "./ids";

/** What was put onto a gift card or taken off it, as the compatible API shows it. */
export function transactionShape(one: GiftTransaction): Record<string, unknown> {
  const voucherId = publicId("v", one.voucher_id);
  const byHand = one.type === "addition" || one.type === "removal";
  const order = one.order_id;
  return {
    id: publicId("vtx", one.id),
    source_id: null,
    voucher_id: voucherId,
    campaign_id: publicId("camp", one.campaign_id),
    related_transaction_id: one.related_id === null ? null : publicId("vtx", one.related_id),
    source: byHand ? "API" : null,
    reason: one.reason,
    type: `CREDITS_${one.type.toUpperCase()}`,
    details: {
      balance: {
        type: "gift_voucher",
        total: one.balance,
        object: "balance",
        amount: one.amount,
        balance: one.balance,
        ...(byHand ? { operation_type: "MANUAL" } : {}),
        related_object: { id: voucherId, type: "voucher" },
      },
      ...(one.redemption_id === null
        ? {}
        : {
            order: {
              id: order !== null && uuidOf("ord", order) ? order : null,
              source_id: order !== null && uuidOf("ord", order) ? null : order,
            },
            redemption: { id: publicId("r", one.redemption_id) },
            ...(one.type === "refund" ? { rollback: { id: publicId("rr", one.redemption_id) } } : {}),
          }),
    },
    created_at: one.created_at.toISOString(),
  };
}
