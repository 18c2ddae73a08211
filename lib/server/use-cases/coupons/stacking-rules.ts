import type { WorkspaceSettings } from "@/lib/domain/workspace/settings";

/** A workspace's stacking as the compatible API shows it. */
export function stackingRules({ most, mode }: WorkspaceSettings["stacking"]): Record<string, unknown> {
  return {
    redeemables_limit: most,
    applicable_redeemables_limit: most,
    applicable_redeemables_per_category_limit: most,
    applicable_exclusive_redeemables_limit: most,
    applicable_exclusive_redeemables_per_category_limit: most,
    exclusive_categories: [],
    joint_categories: [],
    redeemables_application_mode: mode.toUpperCase(),
    redeemables_sorting_rule: "REQUESTED_ORDER",
    redeemables_products_application_mode: "STACK",
    redeemables_no_effect_rule: "REDEEM_ANYWAY",
    redeemables_rollback_order_mode: "WITHOUT_ORDER",
  };
}
