import type { compatTryRule } from "@/lib/contracts/compat-records";
import { isEligibleLine, judgeRules } from "@/lib/domain/coupon/judge-rule";
import { authorise } from "@/lib/server/auth/actor";
import type { CompatAnswer, CompatCall } from "@/lib/server/compat/compat-route";
import { publicId } from "@/lib/server/compat/ids";
import { listShape } from "@/lib/server/compat/list-shape";
import { newcomerOf } from "@/lib/server/compat/newcomer-of";
import { pricedOrder } from "@/lib/server/compat/order-shape";
import { readRuleCustomer } from "@/lib/server/db/coupons/read-rule-customer";
import { pool } from "@/lib/server/db/pool";
import { findShopper } from "@/lib/server/use-cases/coupons/identify-shopper";
import { getRule } from "@/lib/server/use-cases/rules/get-rule";
import { ruleIdOrFail } from "./rule-id-or-fail";

/** Whether a customer and an order keep a rule. What it counts stands at this one use, as no campaign is asked about. */
export async function tryRule({
  actor,
  params,
  body,
}: CompatCall<typeof compatTryRule>): Promise<CompatAnswer> {
  authorise(actor, "coupons:redeem");
  const { workspaceId } = actor;
  const id = await ruleIdOrFail(workspaceId, params.id);
  const rule = await getRule({ actor, params: { id } });
  const named = body.customer ?? body.order?.customer;
  const shopper = await findShopper(workspaceId, named);
  const order = pricedOrder(body.order ?? null);
  const failure = judgeRules([rule], {
    customer: shopper ? await readRuleCustomer(pool(), workspaceId, shopper.customerId) : newcomerOf(named),
    holder: shopper !== null,
    order,
    orderMetadata: body.order?.metadata ?? {},
    metadata: body.metadata ?? {},
    counted: () => ({ count: 1, discount: 0, order: order?.amount ?? 0 }),
  });
  const { included, included_all } = rule.applicableTo;
  const items = included_all && included.length === 0 ? [] : included;
  const lines = order?.lines ?? [];
  const valid =
    failure === null && (lines.length === 0 || lines.some((line) => isEligibleLine(line, rule.applicableTo)));
  return {
    status: 200,
    body: {
      valid,
      rule_id: publicId("val", id),
      applicable_to: listShape("data", items, items.length),
      ...(failure ? { error: { key: failure.key, message: failure.message ?? failure.reason } } : {}),
    },
  };
}
