import { randomUUID } from "node:crypto";
import type { validateRedeemablesContract } from "@/lib/contracts/vouchers";
import { type Judgement, judgeRedemption } from "@/lib/domain/coupon/judge-redemption";
import { authorise } from "@/lib/server/auth/actor";
import { type Clock, systemClock } from "@/lib/server/clock";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { discountShape } from "@/lib/server/compat/discount-shape";
import { type CompatErrorBody, errorBody } from "@/lib/server/compat/errors";
import { publicId } from "@/lib/server/compat/ids";
import { orderShape, pricedOrder } from "@/lib/server/compat/order-shape";
import { theRedeemable } from "@/lib/server/compat/the-redeemable";
import { countRedemptions } from "@/lib/server/db/coupons/count-redemptions";
import { readVoucher, type StoredVoucher } from "@/lib/server/db/coupons/read-voucher";
import { pool } from "@/lib/server/db/pool";
import { findShopper } from "./identify-shopper";

/** Says what a code would do to an order, changing nothing. A code that does not count is an answer, not an error. */
export async function validateRedeemables(
  { actor, body, requestId }: CompatCall<typeof validateRedeemablesContract>,
  clock: Clock = systemClock,
): Promise<CompatAnswer> {
  authorise(actor, "coupons:redeem");
  const { id: code } = theRedeemable(body);
  const order = body.order ?? null;
  const priced = pricedOrder(order);
  const shopper = await findShopper(actor.workspaceId, body.customer ?? order?.customer);
  const voucher = await readVoucher(pool(), actor.workspaceId, code);
  const judgement =
    voucher && (await judge(voucher, shopper?.customerId ?? voucher.customerId, priced, clock().getTime()));
  const common = {
    id: publicId("valid", randomUUID()),
    tracking_id: body.tracking_id ?? publicId("track", randomUUID()),
  };

  if (!voucher || !judgement || judgement.kind === "inapplicable") {
    const resource = { id: code, type: "voucher" } as const;
    const error: CompatErrorBody =
      judgement?.kind === "inapplicable"
        ? errorBody(judgement.key, judgement.reason, requestId, resource)
        : errorBody("not_found", `There is no voucher with the code ${code}.`, requestId, resource);
    const redeemable = {
      status: "INAPPLICABLE",
      id: code,
      object: "voucher",
      result: { error },
      metadata: voucher?.metadata ?? {},
      categories: [],
    };
    return {
      status: 200,
      body: {
        ...common,
        valid: false,
        redeemables: [redeemable],
        inapplicable_redeemables: [redeemable],
        stacking_rules: STACKING_RULES,
      },
    };
  }

  const answered = orderShape(order, priced, judgement.applied, (shopper?.shape.id as string) ?? null);
  const none = { data: [], total: 0, data_ref: "data", object: "list" };
  return {
    status: 200,
    body: {
      ...common,
      valid: true,
      ...(answered ? { order: answered } : {}),
      redeemables: [
        {
          status: "APPLICABLE",
          id: code,
          object: "voucher",
          ...(answered ? { order: answered } : {}),
          applicable_to: none,
          inapplicable_to: none,
          result: discountShape(voucher.campaign.discount),
          metadata: voucher.metadata,
          categories: [],
        },
      ],
      stacking_rules: STACKING_RULES,
    },
  };
}

async function judge(
  voucher: StoredVoucher,
  customerId: string | null,
  priced: ReturnType<typeof pricedOrder>,
  now: number,
): Promise<Judgement> {
  const { campaign } = voucher;
  const counted = campaign.perCustomer !== null && customerId !== null;
  return judgeRedemption(
    {
      voucher,
      campaign,
      customerId,
      redemptionsOfCustomer: counted ? await countRedemptions(pool(), campaign.id, customerId) : 0,
      order: priced && { ...priced, currency: priced.currency ?? voucher.currency },
    },
    now,
  );
}

/** One redeemable at a time is what this server does so far. */
const STACKING_RULES = {
  redeemables_limit: 1,
  applicable_redeemables_limit: 1,
  applicable_exclusive_redeemables_limit: 1,
  exclusive_categories: [],
  joint_categories: [],
  redeemables_application_mode: "ALL",
  redeemables_sorting_rule: "REQUESTED_ORDER",
  redeemables_rollback_order_mode: "WITHOUT_ORDER",
};
