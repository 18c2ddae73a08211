import type { CompatCustomer, CompatOrder } from "@/lib/contracts/vouchers";
import type { Judgement } from "@/lib/domain/coupon/judge-redemption";
import type { Actor } from "@/lib/server/auth/actor";
import { newcomerOf } from "@/lib/server/compat/newcomer-of";
import { pricedOrder } from "@/lib/server/compat/order-shape";
import type { StoredVoucher } from "@/lib/server/db/coupons/voucher-row";
import { pool } from "@/lib/server/db/pool";
import { judgeEach } from "@/lib/server/use-cases/coupons/judge-code";

/** What a caller wants codes judged for. */
export type Wanted = {
  customer?: CompatCustomer | null | undefined;
  order?: CompatOrder | null | undefined;
  metadata?: Record<string, unknown> | null | undefined;
};

/** Those of some codes that would count for an order, each with what it would take off. */
export async function judgeCodes(
  actor: Actor,
  vouchers: readonly StoredVoucher[],
  wanted: Wanted,
  customerOf: (voucher: StoredVoucher) => string | null,
  now: number,
): Promise<{ voucher: StoredVoucher; judgement: Extract<Judgement, { kind: "applicable" }> }[]> {
  const order = pricedOrder(wanted.order ?? null);
  const newcomer = newcomerOf(wanted.customer ?? wanted.order?.customer);
  const judged = await judgeEach(
    pool(),
    actor.workspaceId,
    vouchers.map((voucher) => ({
      voucher,
      use: {
        customerId: customerOf(voucher),
        newcomer,
        order,
        orderMetadata: wanted.order?.metadata ?? {},
        metadata: wanted.metadata ?? {},
        by: actor.id,
        now,
      },
    })),
  );
  return vouchers.flatMap((voucher, index) => {
    const judgement = judged[index]?.judgement;
    return judgement?.kind === "applicable" ? [{ voucher, judgement }] : [];
  });
}
