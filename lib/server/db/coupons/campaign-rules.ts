import type { ApplicableTo, ValidationRule } from "@/lib/domain/coupon/rule";
import type { Queryable } from "@/lib/server/db/pool";

/** A rule that a campaign's codes are bound to. */
export type CampaignRuleRow = {
  id: string;
  name: string;
  rules: ValidationRule["rules"];
  error: string | null;
  /** Which items of an order it is for. */
  applicableTo: ApplicableTo;
  /** How many other things are bound to it. */
  shared: number;
};

/** The rules of a campaign, the first bound first. */
export async function readCampaignRules(
  queryable: Queryable,
  workspaceId: string,
  campaignId: string,
): Promise<CampaignRuleRow[]> {
  const { rows } = await queryable.query<CampaignRuleRow>(
    `SELECT r.id, r.name, r.rules, r.error, r.applicable_to AS "applicableTo",
       (SELECT count(*) FROM validation_rule_assignment o WHERE o.rule_id = r.id AND o.object_id <> $2)::int AS shared
     FROM validation_rule_assignment a JOIN validation_rule r ON r.id = a.rule_id
     WHERE a.workspace_id = $1 AND a.object_id = $2 ORDER BY a.created_at, a.id`,
    [workspaceId, campaignId],
  );
  return rows;
}

type Rule = Omit<CampaignRuleRow, "shared">;

/** Makes a rule and binds a campaign to it. */
export async function insertCampaignRule(
  queryable: Queryable,
  workspaceId: string,
  campaignId: string,
  { id, name, rules, error, applicableTo, assignmentId }: Rule & { assignmentId: string },
  now: Date,
): Promise<void> {
  await queryable.query(
    `INSERT INTO validation_rule (id, workspace_id, name, rules, error, applicable_to, created_at, updated_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $7)`,
    [id, workspaceId, name, JSON.stringify(rules), error, JSON.stringify(applicableTo), now],
  );
  await queryable.query(
    `INSERT INTO validation_rule_assignment (id, workspace_id, rule_id, object_type, object_id, created_at) VALUES ($1, $2, $3, 'campaign', $4, $5)`,
    [assignmentId, workspaceId, id, campaignId, now],
  );
}

/** Changes what a rule says, for everything bound to it. */
export async function updateRuleRow(
  queryable: Queryable,
  workspaceId: string,
  { id, rules, error, applicableTo }: Omit<Rule, "name">,
  now: Date,
): Promise<void> {
  await queryable.query(
    `UPDATE validation_rule SET rules = $3, error = $4, applicable_to = $5, updated_at = $6 WHERE workspace_id = $1 AND id = $2`,
    [workspaceId, id, JSON.stringify(rules), error, JSON.stringify(applicableTo), now],
  );
}

/** Unbinds a campaign from a rule; a rule that nothing is bound to any more goes with it. */
export async function removeCampaignRule(
  queryable: Queryable,
  workspaceId: string,
  campaignId: string,
  ruleId: string,
): Promise<void> {
  await queryable.query(
    `DELETE FROM validation_rule_assignment WHERE workspace_id = $1 AND object_id = $2 AND rule_id = $3`,
    [workspaceId, campaignId, ruleId],
  );
  await queryable.query(
    `DELETE FROM validation_rule r WHERE r.workspace_id = $1 AND r.id = $2
       AND NOT EXISTS (SELECT FROM validation_rule_assignment a WHERE a.rule_id = r.id)`,
    [workspaceId, ruleId],
  );
}
