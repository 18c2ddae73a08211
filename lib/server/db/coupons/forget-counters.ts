import { shardOfValue } from "@/lib/domain/shard";
import { column } from "@/lib/server/db/columns";
import type { Queryable } from "@/lib/server/db/pool";
import { type Counting, counterKey } from "./redemption-counters";

/**
 * Counters of a campaign are made anew from its redemptions when they are next asked for: its limits have changed. Those of keys stay:
 * redemptions do not say by whose key they were made.
 */
export async function forgetCounters(queryable: Queryable, campaignId: string): Promise<void> {
  await queryable.query(`DELETE FROM redemption_counter WHERE campaign_id = $1 AND scope NOT LIKE 'key.%'`, [
    campaignId,
  ]);
}

/** The same for all that is bound to a rule, directly or by a code: what the rule counts has changed. Call it while it is bound. */
export async function forgetCountersOfRule(queryable: Queryable, ruleId: string): Promise<void> {
  await queryable.query(
    `DELETE FROM redemption_counter WHERE scope NOT LIKE 'key.%' AND campaign_id IN (
       SELECT object_id FROM validation_rule_assignment WHERE rule_id = $1 AND object_type = 'campaign'
       UNION SELECT v.campaign_id FROM validation_rule_assignment a JOIN voucher v ON v.id = a.object_id
       WHERE a.rule_id = $1 AND a.object_type = 'voucher')`,
    [ruleId],
  );
}

/**
 * The same for all campaigns of a workspace: its currency is another, and what is counted in the old one counts no more. Budgets of a discount that names a
 * currency are in that one before and after.
 */
export async function forgetCountersOfWorkspace(queryable: Queryable, workspaceId: string): Promise<void> {
  await queryable.query(
    `DELETE FROM redemption_counter WHERE scope NOT LIKE 'key.%' AND campaign_id IN (SELECT id FROM campaign WHERE workspace_id = $1)`,
    [workspaceId],
  );
  await queryable.query(
    `${MONEY_OF_KEYS} IN (SELECT id FROM campaign WHERE workspace_id = $1 AND NOT jsonb_path_exists(discount, '$.**.currency'))`,
    [workspaceId],
  );
}

/** Counts the money of each key from none, as budgets of a campaign are in another currency now. How often a key redeemed stays. */
export async function forgetMoneyOfKeys(queryable: Queryable, campaignId: string): Promise<void> {
  await queryable.query(`${MONEY_OF_KEYS} = $1`, [campaignId]);
}

const MONEY_OF_KEYS = `UPDATE redemption_counter SET discount = 0, orders = 0 WHERE scope LIKE 'key.%' AND campaign_id`;

/**
 * Lets the counters of a redemption that is taken back be made anew where it was not counted in them as it happened: they came to be
 * later, from the redemptions there were, this one included. `counting` is of the redemption, its `now` the moment it happened.
 */
export async function forgetUncounted(
  queryable: Queryable,
  counting: Counting,
  counted: readonly string[],
): Promise<void> {
  const keys = (["campaign", "customer", "voucher"] as const)
    .flatMap((by) =>
      (["ever", "day", "week", "month"] as const).map((over) => counterKey({ by, over }, counting)),
    )
    .filter((key) => !counted.includes(key));
  await queryable.query({
    name: "forget-uncounted-counters",
    text: `DELETE FROM redemption_counter t USING unnest($2::smallint[], $3::text[]) AS k (shard, scope)
           WHERE t.shard = k.shard AND t.campaign_id = $1 AND t.scope = k.scope`,
    values: [counting.campaignId, column(keys.map(shardOfValue)), column(keys)],
  });
}
